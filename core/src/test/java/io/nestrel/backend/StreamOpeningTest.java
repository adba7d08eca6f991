// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a stream has borrowed goes back whatever happens while it is opened. */
class StreamOpeningTest {
  private final ScriptedDatabase database = new ScriptedDatabase();
  private final Backend backend = database.backend();

  private record Explosive() {}

  @BeforeAll
  static void register() {
    TypeAdapters.register(
        TypeAdapter.of(
            Explosive.class,
            String.class,
            value -> {
              throw new AssertionError("adapter");
            },
            text -> new Explosive()));
  }

  @Test
  void an_adapter_that_throws_an_error_keeps_no_connection() {
    assertThatThrownBy(() -> backend.stream("SELECT ?", Long.class, new Explosive()))
        .isInstanceOf(AssertionError.class)
        .hasMessage("adapter");
    assertThat(database.openConnections()).isZero();
    assertThat(database.openStatements()).isZero();
  }
}
