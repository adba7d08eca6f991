// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.testkit.CutPoint.Moment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that speak in packets of one byte to a server that answers each. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CuttingProxyTest {

  private final EchoServer server = new EchoServer();
  private final CuttingProxy proxy;

  CuttingProxyTest() throws IOException {
    proxy =
        CuttingProxy.to(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
            MessageFraming.mysql());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void passes_on_what_it_is_given_and_counts_it_from_when_it_is_told() throws Exception {
    try (Socket client = connect()) {
      assertThat(answer(client, 'a')).isEqualTo('a');
      proxy.count();
      assertThat(answer(client, 'b')).isEqualTo('b');
      assertThat(answer(client, 'c')).isEqualTo('c');

      assertThat(proxy.counted(Direction.CLIENT_TO_SERVER)).isEqualTo(2);
      assertThat(proxy.counted(Direction.SERVER_TO_CLIENT)).isEqualTo(2);
      assertThat(proxy.roundTrips()).containsExactly(List.of("command 98"), List.of("command 99"));
      assertThat(proxy.disarm()).isFalse();
    }
    assertThat(server.receivedOfNextClient()).isEqualTo("abc, end");
  }

  @Test
  void cuts_before_a_message_to_the_server() throws Exception {
    cutsSecond(Direction.CLIENT_TO_SERVER, Moment.BEFORE, "1a, reset");
  }

  @Test
  void cuts_after_a_message_to_the_server() throws Exception {
    cutsSecond(Direction.CLIENT_TO_SERVER, Moment.AFTER, "1ab, reset");
  }

  @Test
  void cuts_before_an_answer() throws Exception {
    cutsSecond(Direction.SERVER_TO_CLIENT, Moment.BEFORE, "1ab, reset");
  }

  private void cutsSecond(Direction direction, Moment moment, String received) throws Exception {
    try (Socket client = connect()) {
      assertThat(answer(client, '1')).isEqualTo('1');
      proxy.arm(new CutPoint(direction, 2, moment));
      assertThat(answer(client, 'a')).isEqualTo('a');

      assertThatThrownBy(() -> answer(client, 'b')).isInstanceOf(SocketException.class);

      assertThat(server.receivedOfNextClient()).isEqualTo(received);
      assertThat(proxy.disarm()).isTrue();
    }
    worksForANewClient();
  }

  @Test
  void cuts_after_an_answer() throws Exception {
    try (Socket client = connect()) {
      assertThat(answer(client, '1')).isEqualTo('1');
      proxy.arm(new CutPoint(Direction.SERVER_TO_CLIENT, 1, Moment.AFTER));
      assertThat(answer(client, 'a')).isEqualTo('a');

      assertThat(server.receivedOfNextClient()).isEqualTo("1a, reset");
      assertThat(proxy.disarm()).isTrue();
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    worksForANewClient();
  }

  @Test
  void cuts_the_newest_connection_only_and_not_when_disarmed() throws Exception {
    try (Socket older = connect()) {
      assertThat(answer(older, 'a')).isEqualTo('a');
      try (Socket newer = connect()) {
        assertThat(answer(newer, 'b')).isEqualTo('b');
        proxy.arm(new CutPoint(Direction.CLIENT_TO_SERVER, 2, Moment.BEFORE));
        assertThat(answer(older, 'c')).isEqualTo('c');
        assertThat(answer(older, 'd')).isEqualTo('d');
        assertThat(answer(newer, 'e')).isEqualTo('e');
        assertThat(proxy.disarm()).isFalse();
        assertThat(answer(newer, 'f')).isEqualTo('f');
      }
    }
  }

  @Test
  void cannot_be_armed_before_somebody_has_connected() {
    assertThatThrownBy(proxy::count)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Nobody has connected");
  }

  @Test
  void says_when_it_was_given_another_protocol() throws Exception {
    CuttingProxy other =
        CuttingProxy.to(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
            MessageFraming.postgres());
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
      client.getOutputStream().write(new byte[] {0, 0, 0, 1});
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    assertThatThrownBy(other::close)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage(
            "A PostgreSQL message cannot have the length 1: is this another protocol?");
  }

  private void worksForANewClient() throws IOException {
    try (Socket client = connect()) {
      assertThat(answer(client, 'z')).isEqualTo('z');
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  /** Sends a packet with one byte, and gives that of the packet that comes back. */
  private static int answer(Socket client, char content) throws IOException {
    client.getOutputStream().write(new byte[] {1, 0, 0, 0, (byte) content});
    byte[] answer = client.getInputStream().readNBytes(5);
    if (answer.length < 5) {
      throw new IOException("ended without reset");
    }
    return answer[4];
  }
}
