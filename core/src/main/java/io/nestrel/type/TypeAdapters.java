// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import io.nestrel.error.ConfigurationException;
import io.nestrel.error.UnsupportedFeatureException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The adapters of one database: its built-in ones, enums, and those that the application
 * registered. Thread-safe.
 */
public final class TypeAdapters {
  private static final Map<Class<?>, TypeAdapter<?>> REGISTERED = new ConcurrentHashMap<>();

  private final Map<Class<?>, TypeAdapter<?>> builtIn;
  private final Map<Class<?>, TypeAdapter<?>> bound = new ConcurrentHashMap<>();
  private final PrimitiveTypes primitives;
  private final @Nullable TypeAdapter<String> enumNames;

  /** With the names of enums stored like other texts. */
  public TypeAdapters(Collection<TypeAdapter<?>> builtIn, PrimitiveTypes primitives) {
    this(builtIn, primitives, null);
  }

  /**
   * @param builtIn one adapter for each type of {@link StandardTypes}, and one for each type of
   *     array that the database has
   * @param primitives how fields of primitive types are read and written
   * @param enumNames how the names of enums are stored; null: like other texts
   */
  public TypeAdapters(
      Collection<TypeAdapter<?>> builtIn,
      PrimitiveTypes primitives,
      @Nullable TypeAdapter<String> enumNames) {
    Map<Class<?>, TypeAdapter<?>> map = new HashMap<>();
    builtIn.forEach(adapter -> map.put(adapter.type(), adapter));
    this.builtIn = Map.copyOf(map);
    this.primitives = primitives;
    this.enumNames = enumNames;
  }

  /**
   * Makes a type of the application's known to all backends. Call it before the first model that
   * uses the type; registering another adapter for a type is refused.
   *
   * @throws ConfigurationException if the type is built in (name the adapter on the field with
   *     {@code @Column(adapter = …)} instead) or has another adapter already
   */
  public static void register(TypeAdapter<?> adapter) {
    Class<?> type = adapter.type();
    if (type.isPrimitive() || StandardTypes.find(type) != null) {
      throw new ConfigurationException(
          "%s has a built-in adapter: name yours on the field, @Column(adapter = …)"
              .formatted(type.getName()));
    }
    TypeAdapter<?> before = REGISTERED.putIfAbsent(type, adapter);
    if (before != null && before != adapter) {
      throw new ConfigurationException(
          "%s has an adapter already: register it once, when the program starts"
              .formatted(type.getName()));
    }
  }

  /** Shorthand for {@code register(TypeAdapter.of(type, stored, toStored, fromStored))}. */
  public static <T, S> void register(
      Class<T> type, Class<S> stored, Function<T, S> toStored, Function<S, T> fromStored) {
    register(TypeAdapter.of(type, stored, toStored, fromStored));
  }

  /**
   * The adapter of a type, not yet bound to a database: good for comparing and copying values. Null
   * if no database stores values of the type, and for primitives. There is one for each array of
   * what has an adapter or is primitive: whether a database has such arrays is for {@link #get}.
   */
  public static @Nullable TypeAdapter<?> unbound(Class<?> type) {
    TypeAdapter<?> adapter = StandardTypes.find(type);
    if (adapter == null) {
      adapter = REGISTERED.get(type);
    }
    if (adapter == null && type.isEnum()) {
      return EnumAdapters.byName(type);
    }
    return adapter == null && isArrayOfValues(type) ? new UnstoredArray<>(type) : adapter;
  }

  private static boolean isArrayOfValues(Class<?> type) {
    Class<?> element = type.getComponentType();
    return element != null
        && !element.isArray()
        && (element.isPrimitive() || unbound(element) != null);
  }

  /**
   * The adapter of a type on this database.
   *
   * @throws UnsupportedFeatureException if there is none
   */
  @SuppressWarnings("unchecked") // the maps hold TypeAdapter<T> under Class<T>
  public <T> TypeAdapter<T> get(Class<T> type) {
    TypeAdapter<?> adapter = find(type);
    if (adapter == null) {
      boolean several = Iterable.class.isAssignableFrom(type);
      throw new UnsupportedFeatureException(
          "Values of type %s cannot be stored: %s"
              .formatted(
                  type.getName(),
                  several
                      ? "a placeholder takes one value, so write as many ? as there are"
                      : "register an adapter with TypeAdapters.register"));
    }
    return (TypeAdapter<T>) adapter;
  }

  /**
   * The adapter for a parameter that holds many values of a built-in type, or of a primitive one in
   * their boxes; null if this database has no such arrays.
   */
  public @Nullable TypeAdapter<?> arrayOf(Class<?> element) {
    Class<?> boxed = StandardTypes.BOXES.getOrDefault(element, element);
    TypeAdapter<?> adapter = builtIn.get(boxed.arrayType());
    return adapter == null ? null : adapter.on(this);
  }

  /** How the names of enums are stored. */
  public TypeAdapter<String> enumNames() {
    return enumNames == null ? get(String.class) : enumNames;
  }

  /** How fields of primitive types are read and written. */
  public PrimitiveTypes primitives() {
    return primitives;
  }

  /**
   * Binds a parameter of raw SQL, counted from 1, by the type of its value.
   *
   * @throws UnsupportedFeatureException if values of that type cannot be stored
   */
  @SuppressWarnings("unchecked") // adapterOf answers for the value's own class
  public void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else {
      ((TypeAdapter<Object>) adapterOf(value)).write(statement, index, value);
    }
  }

  /** The collation by which this value has to be compared, null for the column's own. */
  public @Nullable String collation(@Nullable Object value) {
    return value == null ? null : adapterOf(value).collation();
  }

  private TypeAdapter<?> adapterOf(Object value) {
    Class<?> type = value instanceof Enum<?> e ? e.getDeclaringClass() : value.getClass();
    return get(type);
  }

  private @Nullable TypeAdapter<?> find(Class<?> type) {
    TypeAdapter<?> adapter = bound.get(type);
    if (adapter == null) {
      TypeAdapter<?> unbound = REGISTERED.get(type); // may be for an array, which is built in here
      if (unbound == null) {
        unbound = builtIn.get(type);
      }
      if (unbound == null) {
        unbound = unbound(type);
      }
      if (unbound != null) {
        adapter = unbound.on(this);
        bound.put(type, adapter);
      }
    }
    return adapter;
  }
}
