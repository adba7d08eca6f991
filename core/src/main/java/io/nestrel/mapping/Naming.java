// SPDX-License-Identifier: Apache-2.0
package io.nestrel.mapping;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names by convention: {@code createdAt} is {@code created_at}, {@code Category} {@code
 * categories}.
 */
final class Naming {
  private static final Pattern WORD_START =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Map<String, String> IRREGULAR =
      Map.of(
          "person", "people", "child", "children", "man", "men", "woman", "women", "mouse", "mice");

  private Naming() {}

  static String snakeCase(String camelCase) {
    return WORD_START.matcher(camelCase).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /** The plural of the last word, by the regular rules of English and a few exceptions. */
  static String plural(String snakeCase) {
    int start = snakeCase.lastIndexOf('_') + 1;
    String word = snakeCase.substring(start);
    return snakeCase.substring(0, start) + IRREGULAR.getOrDefault(word, regularPlural(word));
  }

  private static String regularPlural(String word) {
    if (word.matches(".*[^aeiou]y")) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    return word.matches(".*(s|x|z|ch|sh)") ? word + "es" : word + "s";
  }
}
