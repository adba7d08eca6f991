// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.transactions;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for the mails that an application sends. Thread-safe. */
final class Outbox {
  private final List<String> sent = new CopyOnWriteArrayList<>();

  void send(String text) {
    sent.add(text);
  }

  List<String> sent() {
    return List.copyOf(sent);
  }
}
