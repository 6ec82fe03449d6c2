package dev.backfill.workers.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Credentials in every way in which a vendor may repeat them, made by other means than they are found by. */
public final class Encodings {
    private Encodings() {}

    public static Map<String, String> of(String user, String token) {
        Map<String, String> encoded = new LinkedHashMap<>();
        String pair = user + ":" + token;
        encoded.put("plain", token);
        encoded.put("lower case", token.toLowerCase(Locale.ROOT));
        encoded.put("Base64 of the token", base64(Base64.getEncoder(), token));
        encoded.put("Base64 of the token, not padded", base64(Base64.getEncoder().withoutPadding(), token));
        encoded.put("Base64 for URLs of the token", base64(Base64.getUrlEncoder(), token));
        encoded.put("Base64 for URLs of the token, not padded", base64(Base64.getUrlEncoder().withoutPadding(), token));
        encoded.put("Base64 of both", base64(Base64.getEncoder(), pair));
        encoded.put("Base64 of both, not padded", base64(Base64.getEncoder().withoutPadding(), pair));
        encoded.put("Base64 for URLs of both", base64(Base64.getUrlEncoder(), pair));
        encoded.put("Base64 of another user's", base64(Base64.getEncoder(), "xy:" + token));
        encoded.put("Base64 of the header", base64(Base64.getEncoder(), "Bearer " + token));
        encoded.put("Base64 of both, in a URL", URLEncoder.encode(base64(Base64.getEncoder(), pair), StandardCharsets.UTF_8));
        encoded.put("in a URL", URLEncoder.encode(token, StandardCharsets.UTF_8));
        encoded.put("in a URL, twice", URLEncoder.encode(URLEncoder.encode(token, StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        encoded.put("in a URL, every byte", "%" + HexFormat.ofDelimiter("%").formatHex(token.getBytes(StandardCharsets.UTF_8)));
        String json = JsonMapper.shared().writeValueAsString(token);
        encoded.put("JSON", json.substring(1, json.length() - 1));
        encoded.put("JSON in JSON", JsonMapper.shared().writeValueAsString(json));
        encoded.put("JSON, every character", each(token, "\\u%04x"::formatted));
        encoded.put("HTML", token.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;"));
        encoded.put("HTML, every character", each(token, "&#%d;"::formatted));
        encoded.put("HTML, every character, hexadecimal", each(token, "&#x%X;"::formatted));
        encoded.put("hexadecimal", HexFormat.of().formatHex(token.getBytes(StandardCharsets.UTF_8)));
        encoded.put("hexadecimal, upper case", HexFormat.of().withUpperCase().formatHex(token.getBytes(StandardCharsets.UTF_8)));
        return encoded;
    }

    private static String base64(Base64.Encoder encoder, String text) {
        return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String each(String text, IntFunction<String> escape) {
        return text.chars().mapToObj(escape).collect(Collectors.joining());
    }
}
