// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.Backend;
import io.nestrel.backend.RowMapper;
import io.nestrel.enhance.Enhancer;
import io.nestrel.error.ModelDefinitionException;
import io.nestrel.mapping.Mapping;
import io.nestrel.query.QuerySource;
import io.nestrel.query.RecordStore;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of a model class once it is used. Immutable.
 *
 * @param hasCallbacks whether it overrides any callback
 * @param isToldOutcome whether it overrides one that waits for the outcome of the transaction
 */
record ModelDefinition<T extends ActiveRecord<? super T>>(
    Mapping<T> mapping, boolean hasCallbacks, boolean isToldOutcome) {
  private static final Logger log = LoggerFactory.getLogger(Model.class);

  private static final Set<String> OUTCOMES = Set.of("afterCommit", "afterRollback");

  private static final Set<String> CALLBACKS =
      Set.of(
          "beforeSave",
          "afterSave",
          "beforeCreate",
          "afterCreate",
          "beforeUpdate",
          "afterUpdate",
          "beforeDelete",
          "afterDelete");

  /** Whether a class overrides a callback that the model which it belongs to does not. */
  private static final ClassValue<Boolean> HAS_OWN_CALLBACKS =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return declares(type, CALLBACKS) || declares(type, OUTCOMES);
        }
      };

  /** As early as can be, so that no write is missed; what is wrong is told by the first use. */
  static void tryToEnhance(Class<?> type) {
    try {
      Enhancer.enhance(type);
    } catch (ModelDefinitionException e) {
      log.debug("{} is not enhanced", type.getName(), e);
    }
  }

  static <T extends ActiveRecord<? super T>> ModelDefinition<T> read(Class<T> type) {
    Enhancer.enhance(type);
    boolean isToldOutcome = overrides(type, OUTCOMES);
    return new ModelDefinition<>(
        Mapping.read(type, ActiveRecord.class),
        isToldOutcome || overrides(type, CALLBACKS),
        isToldOutcome);
  }

  private static boolean overrides(Class<?> type, Set<String> callbacks) {
    for (Class<?> c = type; c != ActiveRecord.class; c = c.getSuperclass()) {
      if (declares(c, callbacks)) {
        return true;
      }
    }
    return false;
  }

  private static boolean declares(Class<?> type, Set<String> callbacks) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(m -> m.getParameterCount() == 0 && callbacks.contains(m.getName()));
  }

  /**
   * Refuses a record whose class has no name, and so belongs to the model that it extends, but
   * callbacks of its own.
   */
  void refuseOwnCallbacks(ActiveRecord<?> record) {
    Class<?> type = record.getClass();
    if (type != mapping.type() && HAS_OWN_CALLBACKS.get(type)) {
      throw new ModelDefinitionException(
          "%s has no name and overrides callbacks, which would not be called: give the class a name, or override them in %s"
              .formatted(type.getName(), mapping.type().getSimpleName()));
    }
  }

  /** Marks records that were read from rows. */
  Consumer<T> loaded(Backend backend) {
    RecordTies ties = RecordTies.persisted(backend);
    return record -> record.loaded(ties, mapping.capture(record));
  }

  /** Reads rows of any query that has the columns, as records that are loaded. */
  RowMapper<T> byLabel(Backend backend) {
    RowMapper<T> mapper = RecordStore.of(mapping, backend).byLabel();
    Consumer<T> loaded = loaded(backend);
    return row -> {
      T record = mapper.map(row);
      loaded.accept(record);
      return record;
    };
  }

  /** What queries on a door ask about. */
  static <T extends ActiveRecord<? super T>> QuerySource<T> source(Model<T> model) {
    return new QuerySource<>() {
      @Override
      public Mapping<T> mapping() {
        return model.definition().mapping();
      }

      @Override
      public Backend backend() {
        return model.backend();
      }

      @Override
      public Consumer<T> loaded(Backend backend) {
        return model.definition().loaded(backend);
      }
    };
  }
}
