// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.contender;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What an account to be inserted has in its columns. */
public record NewAccount(String owner, String email, long cents, String createdAt, boolean active) {

  /** Always the same for a number; numbers differ in the email, which is unique. */
  static NewAccount numbered(int number) {
    return new NewAccount(
        "Owner " + number,
        "owner-%06d@example.org".formatted(number),
        number * 100L,
        "2026-01-01T12:%02d:%02d".formatted(number / 60 % 60, number % 60),
        number % 3 != 0);
  }

  /** So many accounts, numbered from 0. */
  public static List<NewAccount> list(int count) {
    return IntStream.range(0, count).mapToObj(NewAccount::numbered).toList();
  }

  /** So many accounts, of which each hundredth has the email of the one before. */
  public static List<NewAccount> listWithDuplicates(int count) {
    List<NewAccount> accounts = new ArrayList<>(list(count));
    for (int i = 99; i < count; i += 100) {
      accounts.set(i, accounts.get(i - 1));
    }
    return List.copyOf(accounts);
  }
}
