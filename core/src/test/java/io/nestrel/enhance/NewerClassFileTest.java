// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.ModelDefinitionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Class files of a Java that Byte Buddy does not know yet. */
class NewerClassFileTest {
  private static final byte NEWEST = 120;

  /** Where the major version stands (Java Virtual Machine Specification, 4.1). */
  private static final int MAJOR_VERSION = 7;

  /** Loads the classes as they are, and shows files of the future. */
  private static final class LoaderOfTheFuture extends SampleLoader {
    LoaderOfTheFuture() {
      super((name, file) -> file);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      try (InputStream today = super.getResourceAsStream(name)) {
        byte[] file = today == null ? new byte[0] : today.readAllBytes();
        file[MAJOR_VERSION] = NEWEST;
        return new ByteArrayInputStream(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void are_refused_with_advice() {
    Class<?> sample = new LoaderOfTheFuture().sample();
    assertThatThrownBy(() -> Enhancer.enhance(sample))
        .isInstanceOf(ModelDefinitionException.class)
        .hasMessageContaining("take a newer net.bytebuddy:byte-buddy");
  }
}
