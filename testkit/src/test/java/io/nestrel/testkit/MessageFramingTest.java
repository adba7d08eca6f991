// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageFramingTest {

  private static final String STARTUP = "\0\0\0\r\0\3\0\0user\0";
  private static final String QUERY = "Q\0\0\0\rSELECT 1\0";
  private static final String SYNC = "S\0\0\0\4";

  @Test
  void a_client_of_postgresql_starts_without_a_type() throws IOException {
    assertThat(
            messages(MessageFraming.postgres(), Direction.CLIENT_TO_SERVER, STARTUP + QUERY + SYNC))
        .containsExactly(STARTUP, QUERY, SYNC);
  }

  @Test
  void a_server_of_postgresql_starts_with_a_type() throws IOException {
    String authentication = "R\0\0\0\b\0\0\0\0";
    String ready = "Z\0\0\0\5I";
    assertThat(
            messages(MessageFraming.postgres(), Direction.SERVER_TO_CLIENT, authentication + ready))
        .containsExactly(authentication, ready);
  }

  @Test
  void a_client_of_postgresql_that_asks_for_encryption_is_told_what_to_do() {
    assertThatThrownBy(
            () ->
                messages(
                    MessageFraming.postgres(),
                    Direction.CLIENT_TO_SERVER,
                    "\0\0\0\b\4\u00d2\u0016/"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("sslmode=disable");
  }

  @Test
  void what_is_not_postgresql_is_refused() {
    assertThatThrownBy(
            () ->
                messages(MessageFraming.postgres(), Direction.SERVER_TO_CLIENT, "HTTP/1.1 200 OK"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("is this another protocol?");
  }

  @Test
  void packets_of_mysql_have_a_length_and_a_number_both_ways() throws IOException {
    String one = "\1\0\0\0a";
    String empty = "\0\0\0\1";
    String longer = "\1\1\0\2" + "b".repeat(257);
    String longest = "\0\0\1\u00ff" + "c".repeat(65_536);
    for (Direction direction : Direction.values()) {
      assertThat(messages(MessageFraming.mysql(), direction, one + empty + longer + longest))
          .containsExactly(one, empty, longer, longest);
    }
  }

  @Test
  void an_end_inside_a_message_is_told() {
    assertThatThrownBy(
            () -> messages(MessageFraming.mysql(), Direction.CLIENT_TO_SERVER, "\2\0\0\0a"))
        .isInstanceOf(EOFException.class)
        .hasMessage("The connection ended inside a message, after 1 of 2 bytes");
    assertThatThrownBy(() -> messages(MessageFraming.mysql(), Direction.CLIENT_TO_SERVER, "\2\0"))
        .isInstanceOf(EOFException.class)
        .hasMessage("The connection ended inside a message, after 2 of 4 bytes");
  }

  @Test
  void a_client_of_postgresql_waits_after_a_sync() {
    MessageFraming framing = MessageFraming.postgres();
    assertThat(framing.command(SYNC.getBytes(ISO_8859_1))).isEqualTo("Sync");
    assertThat(framing.asksForAnswer(SYNC.getBytes(ISO_8859_1))).isTrue();
    byte[] bind = "B\0\0\0\4".getBytes(ISO_8859_1);
    assertThat(framing.command(bind)).isEqualTo("Bind");
    assertThat(framing.asksForAnswer(bind)).isFalse();
  }

  @Test
  void a_client_of_mysql_waits_after_each_command_but_one() {
    MessageFraming framing = MessageFraming.mysql();
    byte[] query = "\2\0\0\0\3Q".getBytes(ISO_8859_1);
    assertThat(framing.command(query)).isEqualTo("COM_QUERY");
    assertThat(framing.asksForAnswer(query)).isTrue();
    byte[] close = "\5\0\0\0\31\1\0\0\0".getBytes(ISO_8859_1);
    assertThat(framing.command(close)).isEqualTo("COM_STMT_CLOSE");
    assertThat(framing.asksForAnswer(close)).isFalse();
  }

  private static List<String> messages(MessageFraming framing, Direction direction, String input)
      throws IOException {
    MessageReader reader =
        new MessageReader(framing, direction, new ByteArrayInputStream(input.getBytes(ISO_8859_1)));
    List<String> messages = new ArrayList<>();
    byte[] message;
    while ((message = reader.next()) != null) {
      messages.add(new String(message, ISO_8859_1));
    }
    return messages;
  }
}
