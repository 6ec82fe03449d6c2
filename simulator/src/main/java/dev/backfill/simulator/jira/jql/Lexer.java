package dev.backfill.simulator.jira.jql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens. */
final class Lexer {

    private static final String SPECIAL = "=!<>~()[],\"'&|+*%^$#@;?{}/\\`";

    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String query) {
        this.query = query;
    }

    static List<Token> tokens(String query) {
        Lexer lexer = new Lexer(query);
        while (lexer.skipSpace()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Token.Kind.END, "", query.length()));
        return lexer.tokens;
    }

    private boolean skipSpace() {
        while (position < query.length() && Character.isWhitespace(query.charAt(position))) {
            position++;
        }
        return position < query.length();
    }

    private void next() {
        char c = query.charAt(position);
        switch (c) {
            case '(' -> single(Token.Kind.OPEN);
            case ')' -> single(Token.Kind.CLOSE);
            case ',' -> single(Token.Kind.COMMA);
            case '"', '\'' -> quoted(c);
            case '=', '!', '<', '>', '~', '&', '|' -> operator();
            default -> word();
        }
    }

    private void single(Token.Kind kind) {
        tokens.add(new Token(kind, query.substring(position, position + 1), position));
        position++;
    }

    private void operator() {
        int start = position;
        char first = query.charAt(position++);
        if (position < query.length()) {
            char second = query.charAt(position);
            boolean pair = second == '=' && (first == '!' || first == '<' || first == '>')
                    || second == '~' && first == '!'
                    || second == first && (first == '&' || first == '|');
            position += pair ? 1 : 0;
        }
        String text = query.substring(start, position);
        // Jira reads && || & | ! as AND, OR and NOT.
        Token token = switch (text) {
            case "&", "&&" -> new Token(Token.Kind.WORD, "AND", start);
            case "|", "||" -> new Token(Token.Kind.WORD, "OR", start);
            case "!" -> new Token(Token.Kind.WORD, "NOT", start);
            default -> new Token(Token.Kind.OPERATOR, text, start);
        };
        tokens.add(token);
    }

    private void word() {
        int start = position;
        while (position < query.length() && isWordPart(query.charAt(position))) {
            position++;
        }
        if (position == start) {
            char c = query.charAt(start);
            throw JqlException.at(start, query, ("The character '%s' is a reserved JQL character. You must enclose it in "
                    + "a string or use the escape '\\u%04x' instead.").formatted(c, (int) c));
        }
        tokens.add(new Token(Token.Kind.WORD, query.substring(start, position), start));
    }

    private static boolean isWordPart(char c) {
        return !Character.isWhitespace(c) && SPECIAL.indexOf(c) < 0;
    }

    private void quoted(char quote) {
        int start = position++;
        StringBuilder text = new StringBuilder();
        while (position < query.length() && query.charAt(position) != quote) {
            char c = query.charAt(position++);
            text.append(c == '\\' ? escape() : c);
        }
        if (position >= query.length()) {
            throw JqlException.at(start, query, "The quoted string '%s' has not been completed.".formatted(text));
        }
        position++;
        tokens.add(new Token(Token.Kind.QUOTED, text.toString(), start));
    }

    private char escape() {
        if (position >= query.length()) {
            throw JqlException.at(position, query, "The quoted string has not been completed.");
        }
        char c = query.charAt(position++);
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '\\', '"', '\'', ' ' -> c;
            case 'u' -> unicode();
            default -> throw JqlException.at(position - 2, query, ("'\\%s' is an illegal JQL escape sequence. The valid "
                    + "escape sequences are \\', \\\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX.").formatted(c));
        };
    }

    private char unicode() {
        if (position + 4 <= query.length()) {
            String digits = query.substring(position, position + 4);
            if (digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                position += 4;
                return (char) Integer.parseInt(digits, 16);
            }
        }
        throw JqlException.at(position - 2, query, "'\\u' is an illegal JQL escape sequence.");
    }
}
