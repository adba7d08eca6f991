// SPDX-License-Identifier: Apache-2.0
package io.nestrel.type;

import java.util.Objects;

/**
 * A JSON document as its text: {@code json} or {@code jsonb} on PostgreSQL, text elsewhere. Nestrel
 * does not look into it: whether it is valid is the database's business, and two documents are
 * equal when their texts are. {@code jsonb} stores a text of its own (other blanks, keys in another
 * order); a record has that text once it is loaded again, and giving it another text of the same
 * document is a change, which is written. Parse and print with a library of your choice.
 *
 * <p>Immutable. The text {@code null} is a document; SQL NULL is a null reference.
 */
public record Json(String text) {
  public Json {
    Objects.requireNonNull(text, "text");
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
