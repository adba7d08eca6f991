// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import io.nestrel.error.UnsupportedFeatureException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** An array as a model knows it, before a database says whether and how it stores arrays. */
final class UnstoredArray<A> extends ArrayAdapter<A> {
  UnstoredArray(Class<A> type) {
    super(type);
  }

  /** A database that has arrays has adapters of its own for them, so this one has none. */
  @Override
  public TypeAdapter<A> on(TypeAdapters types) {
    throw unsupported();
  }

  @Override
  public A read(ResultSet row, int column) {
    throw unsupported();
  }

  @Override
  public void write(PreparedStatement statement, int index, A value) {
    throw unsupported();
  }

  private UnsupportedFeatureException unsupported() {
    return new UnsupportedFeatureException(
        "%s cannot be stored: this database has no arrays of that type. A placeholder takes one value, so in a condition write as many ? as there are; for a field register an adapter with TypeAdapters.register"
            .formatted(type().getSimpleName()));
  }
}
