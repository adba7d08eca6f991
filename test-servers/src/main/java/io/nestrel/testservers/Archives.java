// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testservers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the files of servers. */
final class Archives {

  private Archives() {}

  /** Unpacks a {@code .txz} or {@code .tar.gz} that is in a jar, with links and modes. */
  static void unpackTar(Path jar, String entry, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry archive = zip.getEntry(entry);
      if (archive == null) {
        throw new IOException(entry + " is not in " + jar);
      }
      InputStream packed = new BufferedInputStream(zip.getInputStream(archive));
      try (InputStream input =
              entry.endsWith(".gz")
                  ? new GZIPInputStream(packed)
                  : new XZCompressorInputStream(packed);
          TarArchiveInputStream tar = new TarArchiveInputStream(input)) {
        for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
          unpack(tar, e, folder);
        }
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path file = inside(folder, entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(file.getParent());
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createDirectories(file.getParent());
      Files.createLink(file, inside(folder, entry.getLinkName()));
    } else {
      write(tar, file, (entry.getMode() & 0100) != 0);
    }
  }

  /** Unpacks those entries of a jar below a prefix whose rest of the name is wanted. */
  static void unpackJar(Path jar, String prefix, Path folder, Predicate<String> wanted)
      throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
          String name = entry.getName().substring(prefix.length());
          if (wanted.test(name)) {
            try (InputStream input = zip.getInputStream(entry)) {
              write(input, inside(folder, name), true);
            }
          }
        }
      }
    }
  }

  private static void write(InputStream input, Path file, boolean executable) throws IOException {
    Files.createDirectories(file.getParent());
    Files.copy(input, file);
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static Path inside(Path folder, String name) throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException("An entry outside of its archive: " + name);
    }
    return file;
  }
}
