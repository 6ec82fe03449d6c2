package dev.backfill.standalone.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The paths that a text in Markdown names: in backticks with a slash in them, or as links. Routes, which begin with a slash or follow
 * a method, are none. A path may end in {@code #} and a word that the file must hold.
 *
 * @param project the project's folder
 * @param folder where the text lies; its paths begin there or in the project's folder
 */
record DocumentedPaths(Path project, Path folder, String text) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern IN_BACKTICKS = Pattern.compile("`([^`\\s/][^`\\s]*/[^`\\s]*)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#:]+)(?:#[^)]*)?\\)");

    static DocumentedPaths of(Path project, Path document) {
        return new DocumentedPaths(project, document.getParent(), read(document));
    }

    List<String> all() {
        String prose = FENCED.matcher(text).replaceAll("");
        return Stream.concat(found(IN_BACKTICKS, prose), found(LINK, prose)).filter(path -> !path.contains("://")).distinct().toList();
    }

    private static Stream<String> found(Pattern pattern, String prose) {
        return pattern.matcher(prose).results().map((MatchResult match) -> match.group(1));
    }

    List<String> missing() {
        return all().stream().filter(path -> !exists(folder, path) && !exists(project, path)).toList();
    }

    private static boolean exists(Path start, String path) {
        String[] fileAndWord = path.split("#", 2);
        Path file = start.resolve(fileAndWord[0]);
        return fileAndWord.length == 1
                ? Files.exists(file)
                : Files.isRegularFile(file) && Pattern.compile("\\b" + Pattern.quote(fileAndWord[1]) + "\\b").matcher(read(file)).find();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
