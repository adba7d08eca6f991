// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions travel: to another machine, or to the process that runs the tests. */
class SerializationTest {
  private static final Map<Class<?>, Object> ARGUMENTS =
      Map.of(
          String.class,
          "what was done",
          Throwable.class,
          new SQLException("what the driver said"),
          long.class,
          42L,
          int.class,
          7,
          Object.class,
          new Object(),
          DatabaseError.class,
          new DatabaseError(
              "what was refused",
              "23505",
              19,
              "INSERT INTO people VALUES (?)",
              "people.email",
              new SQLException("what the driver said")));

  static Stream<Constructor<?>> constructors() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.nestrel.error")
            .stream()
            .filter(c -> c.isAssignableTo(Throwable.class))
            .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::reflect)
            .flatMap(c -> Arrays.stream(c.getConstructors()));
  }

  @ParameterizedTest
  @MethodSource("constructors")
  void an_exception_says_the_same_after_serialization(Constructor<?> constructor)
      throws ReflectiveOperationException, IOException {
    Object[] arguments =
        Arrays.stream(constructor.getParameterTypes()).map(ARGUMENTS::get).toArray();
    Throwable before = (Throwable) constructor.newInstance(arguments);
    Throwable after = copy(before);
    assertThat(after).hasSameClassAs(before).hasMessage(before.getMessage());
    assertThat(said(after)).isEqualTo(said(before));
    if (before.getCause() != null) {
      assertThat(after.getCause()).hasMessage("what the driver said");
    }
  }

  @Test
  void the_record_that_was_not_saved_stays_behind()
      throws ReflectiveOperationException, IOException {
    NotSavedException copy = copy(new NotSavedException(7, new Object()));
    assertThat(copy.index()).isEqualTo(7);
    assertThat(copy.record()).isNull();
  }

  /** What the exception's own methods say, but for records. */
  private static Map<String, Object> said(Throwable exception) throws ReflectiveOperationException {
    Map<String, Object> said = new TreeMap<>();
    for (Method method : exception.getClass().getMethods()) {
      if (method.getParameterCount() == 0
          && NestrelException.class.isAssignableFrom(method.getDeclaringClass())
          && !Object.class.equals(method.getReturnType())
          && !Throwable.class.equals(method.getReturnType())) {
        said.put(method.getName(), method.invoke(exception));
      }
    }
    return said;
  }

  @SuppressWarnings({"unchecked", "BanSerializableRead"}) // reads what it has just written
  private static <E extends Throwable> E copy(E exception)
      throws IOException, ReflectiveOperationException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(exception);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (E) in.readObject();
    }
  }
}
