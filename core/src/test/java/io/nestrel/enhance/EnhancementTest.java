// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.ActiveRecord;
import io.nestrel.enhance.base.Stamped;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.bytebuddy.description.type.TypeDescription;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What enhanced classes tell of, whichever door they went through. */
class EnhancementTest {
  static java.util.List<Named<Supplier<Class<?>>>> doors() {
    return java.util.List.of(
        Named.of("build", Doors::build),
        Named.of("run time", Doors::runtime),
        Named.of("build twice", EnhancementTest::builtTwice),
        Named.of("build, then run time", EnhancementTest::builtThenRetransformed),
        Named.of("run time twice", EnhancementTest::retransformedTwice));
  }

  private static Class<?> builtTwice() {
    return new SampleLoader((name, file) -> Doors.plugin(name, Doors.plugin(name, file))).sample();
  }

  private static Class<?> builtThenRetransformed() {
    Class<?> sample = Doors.build();
    Retransformers.again(sample);
    return sample;
  }

  private static Class<?> retransformedTwice() {
    Class<?> sample = Doors.runtime();
    Retransformers.again(sample);
    return sample;
  }

  @ParameterizedTest
  @MethodSource("doors")
  void every_write_is_told_of_once(Supplier<Class<?>> door) {
    assertThat(Doors.mismatches(door.get())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void a_write_is_told_of_before_it_happens(Supplier<Class<?>> door) {
    Object sample = Doors.create(door.get());
    Writes.takeStates();
    Doors.call("assigns_each_kind_of_value", sample);
    assertThat(Writes.takeStates())
        .startsWith("new 1 2 0.0", "a 1 2 0.0", "a 2 2 0.0", "a 2 3 0.0", "a 2 3 0.5");
  }

  @ParameterizedTest
  @MethodSource("doors")
  void constructors_tell_of_nothing(Supplier<Class<?>> door) {
    Class<?> sample = door.get();
    Writes.take();
    Object part = Doors.create(new Nested(sample).part());
    assertThat(part).isNotNull();
    assertThat(Writes.take()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void a_write_to_another_object_tells_of_that_one(Supplier<Class<?>> door) {
    Class<?> sample = door.get();
    Object other = Doors.create(sample);
    Object part = Doors.create(new Nested(sample).part());
    Writes.take();
    Doors.call("move", part, other);
    assertThat(Writes.take().stream().map(Object.class::cast)).containsExactly(part, other);
  }

  @Test
  void where_no_other_door_was_open_the_first_object_opens_one() {
    Class<?> sample = Doors.none();
    assertThat(Enhancer.isEnhanced(sample)).isFalse();
    assertThat(Doors.mismatches(sample)).isEmpty();
    assertThat(Enhancer.isEnhanced(sample)).isTrue();
  }

  @Test
  void what_is_hooked_is_what_is_mapped() {
    Set<String> hooked = new TreeSet<>();
    for (Class<?> type : Set.of(Sample.class, Stamped.class)) {
      ModelNest nest = ModelNest.of(type);
      assertThat(nest).isEqualTo(ModelNest.of(TypeDescription.ForLoadedType.of(type)));
      hooked.addAll(nest.mapped().get(type.getName().replace('.', '/')));
    }
    assertThat(hooked)
        .containsExactlyInAnyOrderElementsOf(
            Mapping.read(Sample.class, ActiveRecord.class).columns().stream()
                .map(MappedColumn::property)
                .toList());
  }

  /** The classes inside the sample, of the same loader. */
  private record Nested(Class<?> sample) {
    Class<?> part() {
      return Set.of(sample.getDeclaredClasses()).stream()
          .filter(type -> type.getSimpleName().equals("Part"))
          .findFirst()
          .orElseThrow();
    }
  }
}
