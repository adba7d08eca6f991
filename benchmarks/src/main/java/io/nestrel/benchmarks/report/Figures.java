// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.report;

import java.util.Locale;

/** Numbers as people read them: three digits that count, and a unit. */
final class Figures {
  private Figures() {}

  static String nanos(double nanos) {
    if (Double.isNaN(nanos)) {
      return "?";
    } else if (nanos < 1e3) {
      return digits(nanos) + " ns";
    } else if (nanos < 1e6) {
      return digits(nanos / 1e3) + " µs";
    }
    return nanos < 1e9 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
  }

  static String bytes(double bytes) {
    if (Double.isNaN(bytes)) {
      return "?";
    } else if (bytes < 1e3) {
      return digits(bytes) + " B";
    }
    return bytes < 1e6 ? digits(bytes / 1e3) + " kB" : digits(bytes / 1e6) + " MB";
  }

  /** A ratio; below 10 with two decimals. */
  static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 9.995 ? "%.2f" : "%.0f", ratio);
  }

  private static String digits(double value) {
    String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }
}
