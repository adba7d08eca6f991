// SPDX-License-Identifier: Apache-2.0
package io.nestrel.watching;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.nestrel.transaction.TransactionManager;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** What the transaction manager logs while this is open. */
final class Logged extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(TransactionManager.class);

  private final BlockingQueue<ILoggingEvent> events = new LinkedBlockingQueue<>();

  private Logged() {}

  static Logged atDebug() {
    Logged logged = new Logged();
    logged.start();
    LOGGER.setLevel(Level.DEBUG);
    LOGGER.setAdditive(false);
    LOGGER.addAppender(logged);
    return logged;
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  /** The messages of a level so far in which a word occurs. */
  List<String> messages(Level level, String word) {
    return events.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .filter(message -> message.contains(word))
        .toList();
  }

  /** Waits for a message that fits. */
  String await(Predicate<String> condition) throws InterruptedException {
    while (true) {
      ILoggingEvent event = events.poll(30, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("nothing was logged that fits");
      } else if (condition.test(event.getFormattedMessage())) {
        return event.getFormattedMessage();
      }
    }
  }

  @Override
  public void close() {
    LOGGER.detachAppender(this);
    LOGGER.setLevel(null);
    LOGGER.setAdditive(true);
    stop();
  }
}
