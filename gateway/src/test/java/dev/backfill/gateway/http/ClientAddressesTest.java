package dev.backfill.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class ClientAddressesTest {
    private static final ClientAddresses BEHIND_PROXIES =
            new ClientAddresses(new HttpSettings(1, 200, 1, "10.0.0.0/8, 192.168.7.1, 2001:db8:ff::/48"));

    private static String client(ClientAddresses addresses, String peer, String... headers) {
        HttpHeaders sent = new HttpHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            sent.add(headers[i], headers[i + 1]);
        }
        return ClientAddresses.client(addresses.of(address(peer), sent));
    }

    private static InetAddress address(String text) {
        return Objects.requireNonNull(Network.address(text));
    }

    @Test
    void withoutTrustedProxies_nothingIsBelieved() {
        ClientAddresses direct = new ClientAddresses(new HttpSettings(1, 200, 1, "none"));

        assertThat(client(direct, "10.0.0.1", "X-Forwarded-For", "203.0.113.7", "Forwarded", "for=203.0.113.7")).isEqualTo("10.0.0.1");
        assertThat(client(direct, "127.0.0.1", "X-Forwarded-For", "203.0.113.7")).isEqualTo("127.0.0.1");
        assertThat(client(BEHIND_PROXIES, "198.51.100.1", "X-Forwarded-For", "203.0.113.7")).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "203.0.113.7; 203.0.113.7",
        "6.6.6.6, 203.0.113.7; 203.0.113.7",
        "10.9.9.9, 203.0.113.7, 10.0.0.2, 192.168.7.1; 203.0.113.7",
        "203.0.113.7:4711; 203.0.113.7",
        "::ffff:203.0.113.7; 203.0.113.7",
        "[::ffff:cb00:7107]:80; 203.0.113.7",
        "6.6.6.6, 2001:db8:ff::1; 6.6.6.6",
        "10.0.0.5; 10.0.0.5",
        "6.6.6.6, unknown; 10.0.0.1",
        "6.6.6.6, junk, 10.0.0.2; 10.0.0.2",
        "6.6.6.6, localhost; 10.0.0.1",
        "6.6.6.6,; 10.0.0.1",
        "6.6.6.6, 999.1.1.1; 10.0.0.1",
        "6.6.6.6, 0x7f000001; 10.0.0.1",
        "6.6.6.6, 2130706433; 10.0.0.1",
    })
    void forwardedFor_isReadFromTheRight_upToTheFirstThatIsNoProxy(String header, String expected) {
        assertThat(client(BEHIND_PROXIES, "10.0.0.1", "X-Forwarded-For", header)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', value = {
        "'for=203.0.113.7'; 203.0.113.7",
        "'for=6.6.6.6, For=\"203.0.113.7:80\";proto=https;by=10.0.0.1'; 203.0.113.7",
        "'proto=https; for = \"[2001:db8:1:2:3:4:5:6]:4711\"'; '2001:db8:1:2::/64'",
        "'for=6.6.6.6, for=_hidden'; 10.0.0.1",
        "'for=6.6.6.6, for=unknown'; 10.0.0.1",
        "'for=6.6.6.6, by=203.0.113.7'; 10.0.0.1",
        "'for=\"6.6.6.6, for=7.7.7.7'; 10.0.0.1",
        "'for=6.6.6.6, xfor=7.7.7.7'; 10.0.0.1",
    })
    void forwarded_isReadLikewise(String header, String expected) {
        assertThat(client(BEHIND_PROXIES, "10.0.0.1", "Forwarded", header)).isEqualTo(expected);
    }

    @Test
    void linesAreOneList() {
        assertThat(client(BEHIND_PROXIES, "10.0.0.1", "X-Forwarded-For", "6.6.6.6", "X-Forwarded-For", "203.0.113.7"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void twoHeadersThatDisagree_areNotBelieved() {
        assertThat(client(BEHIND_PROXIES, "10.0.0.1", "X-Forwarded-For", "203.0.113.7", "Forwarded", "for=6.6.6.6")).isEqualTo("10.0.0.1");
        assertThat(client(BEHIND_PROXIES, "10.0.0.1", "X-Forwarded-For", "203.0.113.7", "Forwarded", "for=203.0.113.7"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    @Timeout(30)
    void longLists_areBounded() {
        assertThat(client(BEHIND_PROXIES, "10.0.0.1", "X-Forwarded-For", "6.6.6.6" + ", 10.0.0.2".repeat(100))).isEqualTo("10.0.0.2");
        assertThat(client(BEHIND_PROXIES, "10.0.0.1", "X-Forwarded-For", "6.6.6.6, ".repeat(100) + "203.0.113.7")).isEqualTo("203.0.113.7");
        client(BEHIND_PROXIES, "10.0.0.1", "Forwarded", "\",for=".repeat(100_000));
        client(BEHIND_PROXIES, "10.0.0.1", "X-Forwarded-For", ",".repeat(100_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "2001:db8:1:2:3:4:5:6", "2001:0DB8:0001:0002::1", "2001:db8:1:2::", "2001:db8:1:2:ffff:ffff:ffff:ffff", "[2001:db8:1:2::9]",
    })
    void formsAndNeighboursOfAnIpv6Address_areOneClient(String form) {
        assertThat(client(BEHIND_PROXIES, "10.0.0.1", "X-Forwarded-For", form)).isEqualTo("2001:db8:1:2::/64");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true", "10.0.0.0/8, 11.0.0.0, false", "10.0.0.0/9, 10.128.0.0, false", "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false", "10.0.0.1, 10.0.0.1, true", "10.0.0.1, 10.0.0.2, false", "10.0.0.1, ::ffff:10.0.0.1, true",
        "2001:db8::/32, 2001:db8:ffff::1, true", "2001:db8::/33, 2001:db8:ffff::1, false", "::1, ::1, true",
    })
    void network_containsWhatBeginsWithItsBits(String network, String address, boolean expected) {
        assertThat(Network.parse(network).orElseThrow().contains(address(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.1/", "::1/129", "10.0", "fe80::1%eth0", "*"})
    void whatIsNoNetwork_isRefusedAtTheStart(String text) {
        assertThat(Network.parse(text)).isEmpty();
        assertThat(new HttpSettings(1, 200, 1, "10.0.0.0/8," + text).problems()).singleElement().asString().startsWith("BACKFILL_TRUSTED_PROXIES");
    }

    @Test
    void settings_nameWhatIsWrong() {
        assertThat(new HttpSettings(4000, 200, 10, "none").problems()).isEmpty();
        assertThat(new HttpSettings(4000, 200, 10, "").trustedNetworks()).isEmpty();
        assertThat(new HttpSettings(0, 200, 0, "x").problems()).hasSize(3);
    }
}
