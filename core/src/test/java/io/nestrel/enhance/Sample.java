// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import io.nestrel.annotation.Transient;
import io.nestrel.enhance.base.Stamped;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every kind of write; each method says how many of them are told of. */
@SuppressWarnings({
  "UnusedVariable", // the fields are only stored
  "UnusedMethod", // called by reflection
  "AssignmentExpression", // one of the kinds
  "ClassCanBeStatic", // an inner class is meant
})
public class Sample extends Stamped<Long, Sample> {
  private static int count;
  private @Nullable String text;
  private int number;
  private long big;
  private double ratio;
  private boolean flag;
  private byte small;
  private String @Nullable [] list;
  private transient int passing;
  @Transient private int ignored;

  {
    number = 1;
  }

  public Sample() {
    text = "new";
    big = 2;
  }

  private Sample(Builder builder) {
    text = builder.text;
    big = builder.big;
  }

  @Override
  public String toString() {
    return "%s %d %d %s".formatted(text, number, big, ratio);
  }

  @Hooked(7)
  void assigns_each_kind_of_value() {
    text = "a";
    number = 2;
    big = 3L;
    ratio = 0.5;
    flag = true;
    small = 1;
    list = new String[] {"a"};
  }

  @Hooked(8)
  void assigns_and_reads_at_once() {
    number += 1;
    number++;
    ++number;
    big += 2;
    big--;
    ratio *= 2;
    ratio++;
    text += "b";
  }

  @Hooked(6)
  void uses_the_value_of_an_assignment() {
    long a = big = 4;
    double b = ratio = a;
    int c = number = 5;
    int d = number++;
    long e = big++ + --big;
    passing = (int) (a + b + c + d + e);
  }

  @Hooked(0)
  void assigns_what_is_not_mapped() {
    passing = 1;
    ignored = 2;
    count++;
    list().set(0, "x");
  }

  private List<String> list() {
    return new java.util.ArrayList<>(List.of("a"));
  }

  @Hooked(2)
  void assigns_in_lambdas() {
    Runnable first = () -> number = 6;
    Consumer<Long> second = value -> big = value;
    first.run();
    second.accept(7L);
  }

  @Hooked(3)
  void assigns_in_streams() {
    Stream.of("a", "b", "c").forEach(this::setText);
  }

  @Hooked(2)
  void assigns_in_an_anonymous_class() {
    new Object() {
      void run() {
        number = 7;
        big = 8;
      }
    }.run();
  }

  @Hooked(1)
  void assigns_in_a_local_class() {
    class Local {
      Local() {
        text = "local";
      }
    }
    new Local();
  }

  class Inner {
    void write() {
      Runnable lambda = () -> ratio = 9;
      lambda.run();
      number++;
    }
  }

  @Hooked(2)
  void assigns_in_an_inner_class() {
    new Inner().write();
  }

  record Change(String text) {
    void to(Sample sample) {
      sample.text = text;
    }
  }

  @Hooked(1)
  void assigns_in_a_nested_record() {
    new Change("c").to(this);
  }

  @Hooked(4)
  void assigns_between_branches() {
    for (int i = 0; i < 3; i++) {
      try {
        switch (i) {
          case 0 -> number = i > 0 ? 1 : 2;
          case 1 -> big = flag ? 1 : 2;
          default -> throw new IllegalStateException();
        }
      } catch (IllegalStateException e) {
        text = flag ? e.getMessage() : null;
      } finally {
        passing = i;
      }
    }
    synchronized (this) {
      ratio =
          switch (number) {
            case 2 -> {
              try {
                yield Double.parseDouble("x");
              } catch (NumberFormatException e) {
                yield 1;
              }
            }
            default -> 2;
          };
    }
  }

  @Hooked(1)
  Sample setText(@Nullable String newText) {
    this.text = newText;
    return this;
  }

  @Hooked(2)
  void assigns_inherited_fields() {
    id(1L);
    stamp(2L);
  }

  @Hooked(0)
  void builds_another() {
    new Builder().text("b").big(3).build();
  }

  static class Builder {
    private @Nullable String text;
    private long big;

    Builder text(String newText) {
      text = newText;
      return this;
    }

    Builder big(long newBig) {
      big = newBig;
      return this;
    }

    Sample build() {
      return new Sample(this);
    }
  }

  /** A model inside a model: its writes are told of with it. */
  static class Part extends Sample {
    private int place;

    Part() {
      place = 1;
    }

    void move(Sample other) {
      place++;
      other.number = place;
    }
  }
}
