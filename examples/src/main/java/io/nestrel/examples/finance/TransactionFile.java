// SPDX-License-Identifier: Apache-2.0
package io.nestrel.examples.finance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Pending transactions from CSV text in UTF-8, read row by row as they are asked for; they can be
 * gone through once. The first line is {@code account,amount,description}. A row that is not as
 * agreed ends the iteration with a {@link TransactionFileException}.
 */
final class TransactionFile implements Iterable<PendingTransaction>, Closeable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();
  private static final String HEADER = "account,amount,description";
  private static final Pattern ACCOUNT = Pattern.compile("-?\\d{1,18}");
  private static final Pattern AMOUNT = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,2})?");

  private final String name;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  /**
   * Reads the header.
   *
   * @throws TransactionFileException if it is another
   */
  TransactionFile(CsvSource source) throws IOException {
    name = source.name();
    parser = CSVParser.parse(new InputStreamReader(source.content(), UTF_8), FORMAT);
    records = parser.iterator();
    String header = hasNext() ? String.join(",", records.next().toList()) : "";
    if (!header.replace("\uFEFF", "").equals(HEADER)) { // spreadsheets begin with this mark
      throw malformed("the header must be %s, not \"%s\"".formatted(HEADER, header));
    }
  }

  @Override
  public Iterator<PendingTransaction> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return TransactionFile.this.hasNext();
      }

      @Override
      public PendingTransaction next() {
        return parse(records.next());
      }
    };
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private boolean hasNext() {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause();
      throw malformed(cause == null ? "cannot be read" : String.valueOf(cause.getMessage()));
    }
  }

  private PendingTransaction parse(CSVRecord row) {
    if (row.size() != 3) {
      throw malformed("3 columns expected, %d found".formatted(row.size()));
    }
    if (row.get(2).indexOf('\uFFFD') >= 0) { // what the decoder puts in place of other bytes
      throw malformed("the description is not UTF-8");
    }
    return new PendingTransaction(
        Long.parseLong(checked(ACCOUNT, "account", row.get(0))),
        new BigDecimal(checked(AMOUNT, "amount", row.get(1))),
        row.get(2));
  }

  private String checked(Pattern pattern, String column, String value) {
    if (!pattern.matcher(value).matches()) {
      throw malformed(
          "%s \"%s\" is not a number such as %s"
              .formatted(column, value, column.equals("account") ? "1" : "-12.50"));
    }
    return value;
  }

  private TransactionFileException malformed(String problem) {
    return new TransactionFileException(
        "%s, line %d: %s"
            .formatted(
                name,
                Math.max(1, parser.getCurrentLineNumber()),
                problem.replaceAll("\\p{Cntrl}", " ")));
  }
}
