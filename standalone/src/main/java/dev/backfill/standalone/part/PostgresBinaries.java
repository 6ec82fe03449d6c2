package dev.backfill.standalone.part;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the PostgreSQL that comes with the class path, once for each version. */
final class PostgresBinaries {
    private static final Object ONE_AT_A_TIME = new Object();

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}, below the folder of tools. Safe for several processes at once. */
    static Path unpack(Path tools) {
        byte[] archive = archive();
        CRC32 checksum = new CRC32();
        checksum.update(archive);
        Path target = tools.resolve("postgresql-%08x".formatted(checksum.getValue()));
        synchronized (ONE_AT_A_TIME) {
            try {
                Files.createDirectories(tools);
                try (FileChannel file = FileChannel.open(
                                tools.resolve("postgresql.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = file.lock()) {
                    if (lock.isValid() && !Files.isDirectory(target)) {
                        unpack(archive, target);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack PostgreSQL into " + target, e);
            }
        }
        return target;
    }

    private static byte[] archive() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch");
        try (InputStream resource = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            if (resource == null) {
                throw noBinaries(system, machine);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            throw noBinaries(system, machine);
        }
    }

    private static PrerequisiteException noBinaries(String system, String machine) {
        return new PrerequisiteException("no PostgreSQL is bundled for " + system + " on " + machine
                + ": use Linux or macOS on a 64-bit Intel or ARM machine");
    }

    /** Into a folder beside it first, so that an interrupted attempt is never taken for a complete one. */
    private static void unpack(byte[] archive, Path target) throws IOException {
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        Folders.delete(partial);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, partial);
            }
        }
        Files.move(partial, target);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("the archive holds " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            if ((entry.getMode() & 0100) != 0) {
                path.toFile().setExecutable(true);
            }
        }
    }
}
