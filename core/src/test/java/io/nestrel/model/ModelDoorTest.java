// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Id;
import io.nestrel.backend.Backend;
import io.nestrel.error.ConfigurationException;
import io.nestrel.error.ModelDefinitionException;
import io.nestrel.scripted.ScriptedDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which records a door is for, and where it leads. */
class ModelDoorTest {
  private final Backend backend = new ScriptedDatabase().backend();

  static class Rated extends ActiveRecord<Rated> {
    @Id private @Nullable Long id;

    @Nullable Long id() {
      return id;
    }
  }

  @Test
  void a_subclass_without_a_name_belongs_to_the_model_it_extends() {
    Rated anonymous = new Rated() {};
    assertThat(anonymous.model()).isSameAs(Model.of(Rated.class));
  }

  @Test
  void a_subclass_without_a_name_cannot_have_callbacks_of_its_own() {
    Rated record =
        new Rated() {
          @Override
          protected void afterCommit() {
            throw new AssertionError("called");
          }
        };
    assertThatThrownBy(record::save)
        .isInstanceOf(ModelDefinitionException.class)
        .hasMessageContaining("give the class a name, or override them in Rated");
    assertThatThrownBy(() -> Model.of(Rated.class).on(backend).saveAll(List.of(record, record)))
        .isInstanceOf(ModelDefinitionException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // as a caller does who checks for no nulls
  void a_model_is_bound_to_a_backend_and_not_to_none() {
    Model<Rated> rated = Model.of(Rated.class);
    assertThatThrownBy(() -> rated.on(null)).hasMessageContaining("on(null)");
    assertThatThrownBy(() -> rated.bind(null)).hasMessageContaining("unbind()");
    rated.bind(backend);
    assertThat(rated.backend()).isSameAs(backend);
    rated.unbind();
    assertThatThrownBy(rated::backend).isInstanceOf(ConfigurationException.class);
  }
}
