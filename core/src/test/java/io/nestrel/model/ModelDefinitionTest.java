// SPDX-License-Identifier: Apache-2.0
package io.nestrel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.ActiveRecord;
import io.nestrel.Model;
import io.nestrel.annotation.Column;
import io.nestrel.annotation.CreatedAt;
import io.nestrel.annotation.Id;
import io.nestrel.annotation.Transient;
import io.nestrel.annotation.Version;
import io.nestrel.backend.Backend;
import io.nestrel.error.ConfigurationException;
import io.nestrel.error.ModelDefinitionException;
import io.nestrel.model.base.Entity;
import io.nestrel.scripted.ScriptedDatabase;
import io.nestrel.type.TypeAdapter;
import io.nestrel.type.TypeAdapters;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A model that cannot be mapped says which class, which field, and what to do. */
@SuppressWarnings({
  "unused",
  "UnusedVariable",
  "ClassCanBeStatic"
}) // the fields are there to be read
class ModelDefinitionTest {
  private final Backend backend = new ScriptedDatabase().backend();

  static class NoId extends ActiveRecord<NoId> {
    private String name = "";
  }

  static class TwoIds extends ActiveRecord<TwoIds> {
    @Id private long id;
    @Id private long other;
  }

  static class Unmappable extends ActiveRecord<Unmappable> {
    @Id private long id;
    private Thread thread = Thread.currentThread();
  }

  static class NoConstructor extends ActiveRecord<NoConstructor> {
    @Id private long id;

    NoConstructor(long id) {
      this.id = id;
    }
  }

  static class PublicField extends ActiveRecord<PublicField> {
    @Id private long id;
    public String name = "";
  }

  static class FinalField extends ActiveRecord<FinalField> {
    @Id private long id;
    private final String name = "a".repeat(2);
  }

  static class SameColumn extends ActiveRecord<SameColumn> {
    @Id private long id;
    private int total;

    @Column(name = "TOTAL")
    private int sum;
  }

  static class SameColumnAsParent extends Entity<Long, SameColumnAsParent> {
    private int version;
  }

  static class RawParent<I> extends Entity<I, RawParent<I>> {}

  static class TextVersion extends ActiveRecord<TextVersion> {
    @Id private long id;
    @Version private String version = "";
  }

  static class NumberMoment extends ActiveRecord<NumberMoment> {
    @Id private long id;
    @CreatedAt private long created;
  }

  abstract static class Abstract extends ActiveRecord<Abstract> {
    @Id private long id;
  }

  class Inner extends ActiveRecord<Inner> {
    @Id private long id;
  }

  static class TransientId extends ActiveRecord<TransientId> {
    @Id @Transient private long id;
  }

  static class NoEnum extends ActiveRecord<NoEnum> {
    @Id private long id;

    @Column(ordinal = true)
    private String name = "";
  }

  static class NoAdapter extends ActiveRecord<NoAdapter> {
    @Id private long id;

    @Column(adapter = String.class)
    private String name = "";
  }

  static class Related extends ActiveRecord<Related> {
    @Id private long id;
    private @Nullable NoConstructor parent;
  }

  static class Several extends ActiveRecord<Several> {
    @Id private long id;
    private List<String> names = List.of();
  }

  static class Zoned extends ActiveRecord<Zoned> {
    @Id private long id;
    private @Nullable ZonedDateTime at;
  }

  private <T extends ActiveRecord<? super T>> void assertRefused(Class<T> type, String... says) {
    Model<T> model = Model.of(type).on(backend);
    for (int use = 0; use < 2; use++) {
      assertThatThrownBy(model::count)
          .isInstanceOf(ModelDefinitionException.class)
          .hasMessageContaining(type.getName())
          .hasMessageContainingAll(says);
    }
  }

  @Test
  void bad_models_are_refused_by_every_use() {
    assertRefused(NoId.class, "@Id");
    assertRefused(TwoIds.class, "field other", "second @Id beside id");
    assertRefused(Unmappable.class, "field thread", "java.lang.Thread", "TypeAdapters.register");
    assertRefused(Related.class, "field parent", "keep its id in the field");
    assertRefused(Several.class, "field names", "a table of their own");
    assertRefused(Zoned.class, "field at", "use Instant or OffsetDateTime");
    assertRefused(NoConstructor.class, "private NoConstructor() {}");
    assertRefused(PublicField.class, "field name", "make it private");
    assertRefused(FinalField.class, "field name", "drop final");
    assertRefused(SameColumn.class, "field sum", "SameColumn.total", "@Column");
    assertRefused(SameColumnAsParent.class, "field version", "Entity.version");
    assertRefused(TextVersion.class, "field version", "int, long");
    assertRefused(NumberMoment.class, "field created", "Instant");
    assertRefused(Abstract.class, "abstract");
    assertRefused(Inner.class, "make it static");
    assertRefused(TransientId.class, "field id", "@Transient");
    assertRefused(NoEnum.class, "field name", "no enum");
    assertRefused(NoAdapter.class, "field name", "java.lang.String");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // the raw class is what is wrong
  void a_type_variable_without_a_type_is_refused() {
    assertThatThrownBy(() -> Model.of((Class) RawParent.class).on(backend).count())
        .isInstanceOf(ModelDefinitionException.class)
        .hasMessageContaining("type variable I");
  }

  record Money(long cents) {}

  static class Priced extends ActiveRecord<Priced> {
    @Id private long id;
    private Money price = new Money(0);
  }

  @Test
  void a_type_can_be_registered_after_a_first_use_failed() {
    assertRefused(Priced.class, "Money");
    TypeAdapters.register(Money.class, Long.class, Money::cents, Money::new);
    assertThat(Model.of(Priced.class).on(backend).count()).isZero();
    assertThatThrownBy(
            () -> TypeAdapters.register(Money.class, Long.class, Money::cents, Money::new))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(
            () ->
                TypeAdapters.register(
                    TypeAdapter.of(String.class, Long.class, Long::valueOf, String::valueOf)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("@Column(adapter");
  }

  private static final AtomicBoolean INITIALISED = new AtomicBoolean();

  static class Lazy extends ActiveRecord<Lazy> {
    static {
      INITIALISED.set(true);
    }

    @Id private long id;
  }

  @Test
  void of_never_throws_and_initialises_nothing() {
    assertThat(Model.of(Lazy.class)).isSameAs(Model.of(Lazy.class));
    assertThat(Model.of(NoId.class)).hasToString("Model[NoId]");
    assertThat(INITIALISED).isFalse();
  }

  @Test
  void without_a_backend_both_ways_to_name_one_are_told() {
    assertThatThrownBy(() -> Model.of(Lazy.class).backend())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Backend.setDefault(backend)")
        .hasMessageContaining("bind(backend)");
  }

  @Test
  @SuppressWarnings("NullAway") // what is tested is what becomes of it
  void no_backend_is_no_default_backend() {
    assertThatThrownBy(() -> Backend.setDefault(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("clearDefault()");
  }

  @Test
  void a_primitive_is_no_type_of_results() {
    assertThatThrownBy(() -> backend.query("SELECT 1", int.class))
        .isInstanceOf(ModelDefinitionException.class)
        .hasMessageContaining("give Integer.class");
  }
}
