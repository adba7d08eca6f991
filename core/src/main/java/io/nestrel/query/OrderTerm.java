// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.error.ValidationException;
import io.nestrel.mapping.MappedColumn;
import io.nestrel.mapping.Mapping;
import io.nestrel.mapping.RowCodec;
import io.nestrel.sql.Ordering;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A column of ORDER BY; how its values compare is known only on a backend. */
record OrderTerm(MappedColumn column, boolean descending) {

  /**
   * Reads {@code "name"} or {@code "createdAt desc"}.
   *
   * @throws ValidationException if it names nothing that is mapped
   */
  static OrderTerm parse(String text, Mapping<?> mapping) {
    String[] words = text.strip().split("\\s+", -1);
    String direction = words.length == 2 ? words[1].toLowerCase(Locale.ROOT) : "asc";
    Optional<MappedColumn> column = mapping.find(words[0]);
    if (words.length > 2 || column.isEmpty() || !List.of("asc", "desc").contains(direction)) {
      throw new ValidationException(
          "orderBy(\"%s\"): give a property or column of %s, and asc or desc; mapped are %s"
              .formatted(
                  text,
                  mapping.type().getSimpleName(),
                  mapping.columns().stream().map(MappedColumn::property).toList()));
    }
    return new OrderTerm(column.get(), direction.equals("desc"));
  }

  Ordering on(RowCodec<?> codec) {
    return new Ordering(column.name(), descending, codec.collation(column));
  }
}
