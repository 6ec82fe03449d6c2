package dev.backfill.standalone.hostile;

import static dev.backfill.standalone.hostile.Expected.answered;
import static dev.backfill.standalone.hostile.Expected.malformed;
import static dev.backfill.standalone.hostile.Expected.problem;
import static dev.backfill.standalone.hostile.Expected.unauthenticated;
import static dev.backfill.standalone.hostile.HostileRequest.row;
import static dev.backfill.standalone.hostile.HostileToken.encoded;
import static dev.backfill.standalone.hostile.HostileToken.inSeconds;
import static dev.backfill.standalone.hostile.Message.get;
import static dev.backfill.standalone.hostile.Message.of;
import static dev.backfill.standalone.hostile.Message.post;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Numbers 1 to 31: tokens, roles and keys. */
final class CredentialAttacks {
    private static final String LIST = "/api/v1/backfills";
    private static final String START = "/api/v1/backfills/jira";
    private static final String USERS = "/api/v1/users";
    private static final String OTHER_SECRET = "Another2Secret4Of6The8Same0Length1";
    /** What a public key looks like: everyone has it. */
    private static final String PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----\n";

    private CredentialAttacks() {}

    static List<HostileRequest> rows(Given given) {
        return Stream.of(tokens(given), headers(given), algorithms(given), roles(given), keys(given), several(given)).flatMap(List::stream).toList();
    }

    private static HostileRequest token(int number, String name, String token) {
        return row(number, name, get(LIST).bearer(token), unauthenticated().with("WWW-Authenticate", "AdminKey .*; Bearer .*error=\"invalid_token\""));
    }

    private static List<HostileRequest> tokens(Given given) {
        String good = given.token("ADMIN").text();
        return List.of(
                row(1, "nothing", get(LIST), unauthenticated().with("WWW-Authenticate", "AdminKey .*; Bearer realm=\"backfill\"")),
                row(1, "nothing, to start", post(START).json("{\"days\": 1}"), unauthenticated()),
                row(1, "nothing, to administer", get(USERS), unauthenticated()),
                row(1, "nothing, where nothing is", get("/nothing"), unauthenticated()),
                row(1, "nothing, to stop", post("/api/v1/backfills/" + given.run() + "/cancel"), unauthenticated()),
                token(2, "garbage", "garbage"),
                token(2, "three parts of garbage", "a.b.c"),
                token(2, "header that is null", withHeader("null", good)),
                token(2, "header that is a list", withHeader("[]", good)),
                token(2, "header that is a text", withHeader("\"HS256\"", good)),
                token(2, "header that is a number", withHeader("1e400", good)),
                token(2, "header nested 500 deep", withHeader("{\"alg\":".repeat(500) + "1" + "}".repeat(500), good)),
                token(2, "header with a member twice", withHeader("{\"alg\":\"none\",\"alg\":\"HS256\",\"typ\":\"JWT\"}", good)),
                token(2, "claims that are null", good.substring(0, good.indexOf('.')) + ".bnVsbA" + good.substring(good.lastIndexOf('.'))),
                row(2, "Bearer and nothing", get(LIST).with("Authorization", "Bearer"), unauthenticated()),
                token(3, "expired", given.token("ADMIN").claim("exp", inSeconds(-120)).text()),
                token(3, "exp that is a text", given.token("ADMIN").claim("exp", String.valueOf(inSeconds(600))).text()),
                token(3, "exp that is null", given.token("ADMIN").nullClaim("exp").text()),
                token(3, "exp that overflows", given.token("ADMIN").claim("exp", new BigDecimal("1e400")).text()),
                token(4, "nbf that is null", given.token("ADMIN").nullClaim("nbf").text()),
                token(4, "nbf that overflows", given.token("ADMIN").claim("nbf", Long.MIN_VALUE).text()),
                token(8, "sub that is null", given.token("ADMIN").nullClaim("sub").text()),
                token(4, "nbf ahead", given.token("ADMIN").claim("nbf", inSeconds(600)).text()),
                token(5, "aud of another", given.token("ADMIN").claim("aud", "frontend").text()),
                token(5, "aud missing", given.token("ADMIN").claim("aud", null).text()),
                token(6, "iss of another", given.token("ADMIN").claim("iss", "https://evil.example").text()),
                token(6, "iss missing", given.token("ADMIN").claim("iss", null).text()),
                token(7, "exp missing", given.token("ADMIN").claim("exp", null).text()),
                token(8, "signed by another secret", HostileToken.signedWith(OTHER_SECRET).claim("role", "ADMIN").text()),
                token(8, "signature of other claims", given.token("ADMIN").unsigned() + good.substring(good.lastIndexOf('.'), good.length() - 3) + "AAA"),
                token(8, "signature cut", good.substring(0, good.length() - 2)),
                token(8, "sub of an account that is not there", given.token("ADMIN").claim("sub", "usr_" + "0".repeat(32)).text()));
    }

    private static String withHeader(String header, String token) {
        return encoded(header.getBytes(StandardCharsets.UTF_8)) + token.substring(token.indexOf('.'));
    }

    private static List<HostileRequest> algorithms(Given given) {
        return List.of(
                token(9, "alg none, without signature", given.token("ADMIN").header("alg", "none").unsigned() + "."),
                token(9, "alg none, with one", given.token("ADMIN").header("alg", "none").text()),
                token(9, "alg None", given.token("ADMIN").header("alg", "None").unsigned() + "."),
                token(9, "alg nOnE", given.token("ADMIN").header("alg", "nOnE").unsigned() + "."),
                token(9, "alg missing", given.token("ADMIN").header("alg", null).text()),
                token(9, "alg HS512", given.token("ADMIN").header("alg", "HS512").text()),
                token(10, "alg RS256 over HMAC", given.token("ADMIN").header("alg", "RS256").text()),
                token(10, "HS256 with a public key as the secret", HostileToken.signedWith(PUBLIC_KEY).claim("role", "ADMIN").text()));
    }

    private static List<HostileRequest> headers(Given given) {
        String good = given.token("ADMIN").text();
        Map<String, Object> ownKey = Map.of("kty", "oct", "k", encoded(OTHER_SECRET.getBytes(StandardCharsets.UTF_8)));
        HostileToken bringsItsKey = HostileToken.signedWith(OTHER_SECRET).claim("role", "ADMIN");
        String jwe = encoded("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "..AA.AA.AA";
        return List.of(
                token(11, "kid that is a path", given.token("ADMIN").header("kid", "../../../../dev/null").text()),
                token(11, "kid of /dev/null, signed by nothing", HostileToken.signedWith("\0").header("kid", "/dev/null").claim("role", "ADMIN").text()),
                token(11, "kid that is SQL", given.token("ADMIN").header("kid", "' UNION SELECT 'secret").text()),
                token(11, "kid that is a command", given.token("ADMIN").header("kid", "key|cat /etc/passwd").text()),
                token(12, "jwk", bringsItsKey.header("jwk", ownKey).text()),
                token(12, "jku", given.token("ADMIN").header("jku", "https://evil.example/keys").text()),
                token(12, "x5u", given.token("ADMIN").header("x5u", "https://evil.example/certificate").text()),
                token(13, "JWE", jwe),
                token(14, "no dots", good.replace(".", "")),
                token(14, "one dot", given.token("ADMIN").unsigned()),
                token(14, "three dots", good + ".x"),
                row(15, "token of 64 KB", get(LIST).bearer(given.token("ADMIN").claim("padding", "x".repeat(48_000)).text()),
                        problem(431, "headers-too-large")),
                token(15, "token of 8,000 letters", "x".repeat(8_000)),
                token(16, "crit that nobody knows", given.token("ADMIN").header("crit", List.of("exp")).text()),
                token(16, "crit b64", given.token("ADMIN").header("crit", List.of("b64")).header("b64", false).text()),
                token(16, "typ of another", given.token("ADMIN").header("typ", "secevent+jwt").text()));
    }

    private static List<HostileRequest> roles(Given given) {
        String start = "{\"days\": 1}";
        Expected forbidden = problem(403, "forbidden").with("WWW-Authenticate", "");
        return List.of(
                row(17, "USER starts, by key", post(START).as(given.userKey()).json(start), forbidden),
                row(17, "USER starts, by token", post(START).bearer(given.token("USER").text()).json(start), forbidden),
                row(17, "USER starts, by the old route", post("/api/backfill/jira").as(given.userKey()).json(start), forbidden),
                row(17, "USER cancels", post("/api/v1/backfills/" + given.run() + "/cancel").as(given.userKey()), forbidden),
                row(17, "USER issues a key", post("/api/v1/api-keys").as(given.userKey()).json("{\"name\": \"x\", \"role\": \"ADMIN\"}"), forbidden),
                row(17, "USER reads the audit log", get("/api/v1/audit").as(given.userKey()), forbidden),
                row(17, "USER where nothing is", of("PUT", "/nothing").as(given.userKey()), forbidden),
                row(18, "NO_ACCESS reads", get(LIST).bearer(given.token("NO_ACCESS").text()), forbidden),
                row(18, "no role reads", get(LIST).bearer(given.token("ADMIN").claim("role", null).text()), forbidden),
                row(18, "roles in another claim", get(LIST).bearer(given.token("ADMIN").claim("role", null).claim("roles", List.of("ADMIN")).text()),
                        forbidden),
                token(19, "role in an array", given.token("ADMIN").claim("role", List.of("ADMIN")).text()),
                token(20, "role in an object", given.token("ADMIN").claim("role", Map.of("name", "ADMIN")).text()),
                token(21, "role and a space", given.token("ADMIN ").text()),
                token(21, "role in lower case", given.token("admin").text()),
                token(21, "role with a look-alike letter", given.token("\u0410DMIN").text()),
                token(22, "role and NUL", given.token("ADMIN\u0000").text()));
    }

    private static HostileRequest key(int number, String name, String key) {
        return row(number, name, get(LIST).as(key), unauthenticated());
    }

    private static List<HostileRequest> keys(Given given) {
        String admin = given.adminKey();
        String user = given.userKey();
        return List.of(
                key(23, "revoked", given.revokedKey()),
                key(24, "expired", given.expiredKey()),
                key(25, "cut by one", admin.substring(0, admin.length() - 1)),
                key(25, "issued, cut by one", user.substring(0, user.length() - 1)),
                key(25, "cut to its id", user.substring(0, 11)),
                key(25, "empty", ""),
                key(25, "one too long", admin + "x"),
                key(26, "right id, wrong secret", user.substring(0, 12) + "0".repeat(user.length() - 12)),
                key(26, "id that is SQL", "bf_' or 1=_" + "0".repeat(43)),
                row(27, "in the query", get(LIST + "?X-Admin-Key=" + admin), unauthenticated()),
                row(27, "token in the query", get(LIST + "?access_token=" + given.token("ADMIN").text()), unauthenticated()),
                row(27, "in a cookie", get(LIST).with("Cookie", "X-Admin-Key=" + admin), unauthenticated()),
                row(27, "in the body", post(START).json("{\"X-Admin-Key\": \"" + admin + "\"}"), unauthenticated()),
                row(28, "twice, right and wrong", get(LIST).as(admin).as("wrong"), malformed()),
                row(28, "twice, wrong and right", get(LIST).as("wrong").as(admin), malformed()),
                row(28, "twice the right one", get(LIST).as(admin).as(admin), malformed()));
    }

    private static List<HostileRequest> several(Given given) {
        String token = given.token("ADMIN").text();
        String basic = Base64.getEncoder().encodeToString(("admin:" + given.adminKey()).getBytes(StandardCharsets.UTF_8));
        return List.of(
                row(29, "valid token, wrong key", get(LIST).bearer(token).as("wrong"), malformed()),
                row(29, "wrong token, valid key", get(LIST).bearer("a.b.c").as(given.adminKey()), malformed()),
                row(29, "USER's token, valid key", post(START).bearer(given.token("USER").text()).as(given.adminKey()).json("{\"days\": 1}"), malformed()),
                row(30, "two tokens", get(LIST).bearer(token).bearer(token), malformed()),
                row(30, "two tokens in one header", get(LIST).bearer(token + ", Bearer " + token), unauthenticated()),
                row(31, "Basic", get(LIST).with("Authorization", "Basic YWRtaW46YWRtaW4="), unauthenticated()),
                row(31, "Basic with the key", get(LIST).with("Authorization", "Basic " + basic), unauthenticated()),
                row(31, "the key as a token", get(LIST).bearer(given.adminKey()), unauthenticated()),
                row(31, "the token as a key", get(LIST).as(token), unauthenticated()),
                row(31, "wrong key where none is needed", get("/health/live").as("wrong"), answered(200)));
    }
}
