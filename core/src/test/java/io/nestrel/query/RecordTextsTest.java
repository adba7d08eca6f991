// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.annotation.Id;
import io.nestrel.backend.Statements;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.scripted.ScriptedDatabase;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordTextsTest {
  private final List<String> updates = new ArrayList<>();
  private final Mapping<Wide> mapping = Mapping.read(Wide.class, Object.class);
  private final List<MappedColumn> columns =
      mapping.columns().stream().filter(c -> !c.equals(mapping.id())).toList();
  private final RecordTexts texts =
      new RecordTexts(mapping, statements(), columns, List.of(mapping.id()));

  /** Nine columns: 511 sets of them. */
  @SuppressWarnings("UnusedVariable") // only mapped
  static final class Wide {
    @Id private int id;
    private int a;
    private int b;
    private int c;
    private int d;
    private int e;
    private int f;
    private int g;
    private int h;
    private int i;
  }

  /** Those of a backend, which also note the updates that they render. */
  private Statements statements() {
    Statements real = new ScriptedDatabase().backend().statements();
    return (Statements)
        Proxy.newProxyInstance(
            Statements.class.getClassLoader(),
            new Class<?>[] {Statements.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(real, arguments);
              if (result instanceof String text && text.startsWith("UPDATE")) {
                updates.add(text);
              }
              return result;
            });
  }

  private List<MappedColumn> set(int bits) {
    return columns.stream().filter(c -> (bits >> columns.indexOf(c) & 1) == 1).toList();
  }

  @Test
  void the_update_of_a_set_of_columns_is_rendered_once() {
    String first = texts.update(set(3));
    assertThat(first).startsWith("UPDATE \"wides\" SET \"a\" = ?, \"b\" = ? WHERE \"id\" = ?");
    assertThat(texts.update(set(3))).isSameAs(first);
    assertThat(updates).hasSize(1);
  }

  @Test
  void updates_are_not_kept_without_bound() {
    for (int bits = 1; bits <= 300; bits++) {
      texts.update(set(bits));
    }
    assertThat(updates).hasSize(300);
    String again = texts.update(set(1));
    assertThat(updates).hasSize(301).last().isEqualTo(again);
    texts.update(set(300));
    assertThat(updates).hasSize(301);
  }
}
