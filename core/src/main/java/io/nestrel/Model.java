// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.Backend;
import io.nestrel.backend.ForEachFailure;
import io.nestrel.backend.ForEachOptions;
import io.nestrel.backend.ForEachResult;
import io.nestrel.backend.ForEachTogether;
import io.nestrel.backend.ForEachWork;
import io.nestrel.error.ConfigurationException;
import io.nestrel.error.ModelDefinitionException;
import io.nestrel.error.NotSavedException;
import io.nestrel.error.RecordNotFoundException;
import io.nestrel.error.StaleRecordException;
import io.nestrel.error.UnsupportedFeatureException;
import io.nestrel.query.Query;
import io.nestrel.query.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The typed door to a model's table: {@code static final Model<Account> accounts =
 * Model.of(Account.class)}. Thread-safe. What is wrong with the model class is raised as {@link
 * ModelDefinitionException} by every use of its door but {@link #of}, {@link #bind} and {@link
 * #on}.
 *
 * @param <T> the model
 */
public final class Model<T extends ActiveRecord<? super T>> {
  private static final ClassValue<Model<?>> MODELS =
      new ClassValue<>() {
        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // of() takes only classes of models
        protected Model<?> computeValue(Class<?> type) {
          if (type.isAnonymousClass()) {
            return MODELS.get(type.getSuperclass());
          }
          ModelDefinition.tryToEnhance(type);
          return new Model(type, null);
        }
      };

  private final Class<T> type;
  private final BackendChoice choice;
  private volatile @Nullable ModelDefinition<T> definition;

  private Model(Class<T> type, @Nullable Backend fixed) {
    this.type = type;
    this.choice = new BackendChoice(type, fixed);
  }

  /**
   * The door of a model class, always the same. A class without a name belongs to the model that it
   * extends. Never throws and initialises no class.
   */
  @SuppressWarnings("unchecked") // the value for a class is the door of that class
  public static <T extends ActiveRecord<? super T>> Model<T> of(Class<T> type) {
    return (Model<T>) MODELS.get(type);
  }

  /**
   * The backend that this door leads to: the one bound to the model, else the default one.
   *
   * @throws ConfigurationException if there is neither
   */
  public Backend backend() {
    return choice.backend();
  }

  /** Binds this model alone, until {@link #unbind}; {@link Backend#setDefault} is for all. */
  public void bind(Backend backend) {
    choice.bind(Objects.requireNonNull(backend, "bind(null): unbind() leaves it without one"));
  }

  /** Leaves this model to the default backend again. */
  public void unbind() {
    choice.bind(null);
  }

  /** The same model on another database, beside this one. */
  public Model<T> on(Backend backend) {
    return new Model<>(type, Objects.requireNonNull(backend, "on(null) is no backend"));
  }

  /**
   * The record with an id.
   *
   * @param id of the id's type, or what becomes it without loss: 1 finds the Long 1
   * @throws IllegalArgumentException if it cannot be an id of this model
   */
  public Optional<T> find(Object id) {
    ModelDefinition<T> known = definition();
    Backend backend = backend();
    Optional<T> record = RecordStore.of(known.mapping(), backend).find(known.mapping().toId(id));
    record.ifPresent(known.loaded(backend));
    return record;
  }

  /**
   * The record with an id, which has to be there.
   *
   * @throws RecordNotFoundException if it is not
   */
  public T get(Object id) {
    return find(id)
        .orElseThrow(
            () ->
                new RecordNotFoundException(
                    "No %s with %s %s in table %s"
                        .formatted(
                            type.getSimpleName(),
                            definition().mapping().id().property(),
                            id,
                            definition().mapping().table())));
  }

  /**
   * Saves a record on this door's backend, as {@link ActiveRecord#save()} does.
   *
   * @throws StaleRecordException as there, and for a record that belongs to another backend
   */
  public T save(T record) {
    new Lifecycle<>(record, this).save();
    return record;
  }

  /**
   * Saves records as {@link #save} does, all or none: in one scope, new ones in as few statements
   * as the database does well unless the model has callbacks. A record that cannot be saved makes
   * this throw what {@code save} would, with a suppressed {@link NotSavedException} that names it;
   * all records are then as before.
   *
   * @throws StaleRecordException also for a record that belongs to another backend than this door's
   */
  public void saveAll(Iterable<? extends T> records) {
    List<T> list = new ArrayList<>();
    records.forEach(list::add);
    if (!list.isEmpty()) {
      new SaveMany<>(this).all(list);
    }
  }

  /**
   * Saves the records that can be saved and reports the others: those are rolled back, each alone,
   * and are as before. Many are saved together as long as that works. All are one transaction, or a
   * part of the one that is open; see {@link Backend#forEach(Iterable, ForEachWork)} for when it
   * stops.
   *
   * @param records asked for bit by bit, so that they need not fit into memory
   * @throws UnsupportedFeatureException on a database without savepoints
   */
  public ForEachResult<T> saveEach(Iterable<? extends T> records) {
    return saveEach(records, ForEachOptions.defaults());
  }

  /** As {@link #saveEach(Iterable)}, with options. */
  public ForEachResult<T> saveEach(Iterable<? extends T> records, ForEachOptions options) {
    return saveEach(records, options, failure -> {});
  }

  /**
   * As {@link #saveEach(Iterable, ForEachOptions)}, and tells of each record that has failed, in
   * the transaction: what {@code onFailure} writes is committed with the other records. If it
   * throws, the run stops.
   */
  public ForEachResult<T> saveEach(
      Iterable<? extends T> records,
      ForEachOptions options,
      Consumer<? super ForEachFailure<T>> onFailure) {
    SaveMany<T> many = new SaveMany<>(this);
    return ForEachTogether.run(many.backend(), records, options, new SaveEach<>(many), onFailure);
  }

  /** As {@link #saveEach(Iterable)}, for records made while they are saved; closes the stream. */
  public ForEachResult<T> saveEach(Stream<? extends T> records) {
    return saveEach(records, ForEachOptions.defaults());
  }

  /** As {@link #saveEach(Stream)}, with options. */
  public ForEachResult<T> saveEach(Stream<? extends T> records, ForEachOptions options) {
    return saveEach(records, options, failure -> {});
  }

  /** As {@link #saveEach(Iterable, ForEachOptions, Consumer)}; closes the stream. */
  @SuppressWarnings("StreamToIterable") // it is asked for once
  public ForEachResult<T> saveEach(
      Stream<? extends T> records,
      ForEachOptions options,
      Consumer<? super ForEachFailure<T>> onFailure) {
    try (Stream<T> same = records.map(record -> record)) {
      return saveEach(same::iterator, options, onFailure);
    }
  }

  /** All rows. */
  public Query<T> query() {
    definition();
    return Query.of(ModelDefinition.source(this));
  }

  /** The rows for which a condition holds; see {@link Query#where}. */
  public Query<T> where(String sql, @Nullable Object... parameters) {
    return query().where(sql, parameters);
  }

  /** All records. */
  public List<T> all() {
    return query().list();
  }

  /** The number of rows. */
  public long count() {
    return query().count();
  }

  /**
   * The records that a query of your own finds. It must give the columns of the model, in any order
   * and among others.
   */
  public List<T> findBySql(String sql, @Nullable Object... parameters) {
    ModelDefinition<T> known = definition();
    Backend backend = backend();
    return backend.query(sql, known.byLabel(backend), parameters);
  }

  /** What is known of the class; a bad one is tried again, as an adapter may be registered. */
  ModelDefinition<T> definition() {
    ModelDefinition<T> known = definition;
    if (known == null) {
      known = isFixed() ? of(type).definition() : ModelDefinition.read(type);
      definition = known;
    }
    return known;
  }

  boolean isFixed() {
    return choice.isFixed();
  }

  @Override
  public String toString() {
    return "Model[%s]".formatted(type.getSimpleName());
  }
}
