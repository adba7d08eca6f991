// SPDX-License-Identifier: Apache-2.0
package io.nestrel.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DelayingProxyTest {
  private static final Duration DELAY = Duration.ofMillis(5);

  @Test
  void answers_arrive_whole_and_later_and_ends_are_passed_on() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DelayingProxy proxy =
            DelayingProxy.to(
                new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), DELAY);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        Socket answering = server.accept()) {
      client.setSoTimeout(10_000);
      for (int question = 0; question < 3; question++) {
        long start = System.nanoTime();
        client.getOutputStream().write(question);
        answering.getOutputStream().write(answering.getInputStream().read() + 100);
        assertThat(client.getInputStream().read()).isEqualTo(question + 100);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(DELAY.toNanos());
      }
      answering.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }
}
