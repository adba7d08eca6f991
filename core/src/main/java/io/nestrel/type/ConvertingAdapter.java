// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import io.nestrel.error.DataConversionException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An adapter that stores a type as another one. Unbound (no delegate) it is a recipe; {@link #on}
 * binds it to a database's adapter of the stored type.
 *
 * @param storage gives that adapter
 */
record ConvertingAdapter<T, S>(
    Class<T> type,
    Class<S> stored,
    Function<T, S> toStored,
    Function<S, T> fromStored,
    Function<TypeAdapters, TypeAdapter<S>> storage,
    @Nullable TypeAdapter<S> delegate)
    implements TypeAdapter<T> {

  @Override
  public TypeAdapter<T> on(TypeAdapters types) {
    return new ConvertingAdapter<>(
        type, stored, toStored, fromStored, storage, storage.apply(types));
  }

  @Override
  public @Nullable T read(ResultSet row, int column) throws SQLException {
    S value = bound().read(row, column);
    if (value == null) {
      return null;
    }
    try {
      return fromStored.apply(value);
    } catch (RuntimeException e) {
      throw new DataConversionException(
          "Column %s holds a %s that cannot become a %s: %s"
              .formatted(
                  PrimitiveTypes.label(row, column),
                  stored.getSimpleName(),
                  type.getSimpleName(),
                  e.getMessage()),
          e);
    }
  }

  @Override
  public void write(PreparedStatement statement, int index, T value) throws SQLException {
    bound().write(statement, index, toStored.apply(value));
  }

  @Override
  public @Nullable String collation() {
    return delegate == null ? null : delegate.collation();
  }

  private TypeAdapter<S> bound() {
    if (delegate == null) {
      throw new IllegalStateException(
          "The adapter of %s was used without a database: take it from TypeAdapters.get"
              .formatted(type.getName()));
    }
    return delegate;
  }
}
