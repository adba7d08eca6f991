// SPDX-License-Identifier: Apache-2.0
package io.nestrel.sql;

/** What the lexical syntax of a database has beyond the standard (ISO/IEC 9075-2, clause 5). */
public enum SqlSyntax {
  /** A comment may hold comments, as the standard allows. */
  NESTED_COMMENTS,
  /** {@code $tag$ … $tag$} is a string. */
  DOLLAR_QUOTES,
  /** In {@code E'…'} a backslash escapes the next character. */
  ESCAPE_STRINGS,
  /** In every string a backslash escapes the next character. */
  BACKSLASH_ESCAPES,
  /** The text inside {@code /*! … *}{@code /} is no comment but SQL. */
  EXECUTABLE_COMMENTS,
  /** {@code #} begins a comment, and {@code --} only where a space or the line's end follows. */
  HASH_COMMENTS
}
