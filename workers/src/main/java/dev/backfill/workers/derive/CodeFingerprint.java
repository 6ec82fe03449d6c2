package dev.backfill.workers.derive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Tells whether the code that derives has changed: what another version derived before an interruption is not done. */
final class CodeFingerprint {
    private CodeFingerprint() {}

    /** SHA-256 of the classes of the source and of what all sources share. */
    static String of(Class<?> source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String place : new String[] {"dev/backfill/workers/source/*.class", source.getPackageName().replace('.', '/') + "/**/*.class"}) {
                Resource[] classes = new PathMatchingResourcePatternResolver(source.getClassLoader()).getResources("classpath*:" + place);
                Arrays.sort(classes, Comparator.comparing(Resource::getDescription));
                for (Resource each : classes) {
                    try (InputStream content = each.getInputStream()) {
                        digest.update(content.readAllBytes());
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
