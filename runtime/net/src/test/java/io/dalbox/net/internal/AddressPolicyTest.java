package io.dalbox.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.net.AddressRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private static final Map<String, String> NAMES = Map.of(
            "localhost", "127.0.0.1",
            "public.example", "93.184.216.34",
            "two.example", "10.1.2.3",
            "bücher.example", "93.184.216.34",
            "xn--bcher-kva.example", "93.184.216.34");

    private final GuardedFetcher fetcher =
            new GuardedFetcher(new AddressPolicy(false), AddressPolicyTest::resolve, () ->
                    (SSLSocketFactory) SSLSocketFactory.getDefault());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.0.0.1:8080/",
                "https://127.0.0.1",
                "HTTP://127.0.0.1",
                "http://127.1/",
                "http://127.0.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7F.1/",
                "http://0x7f.0x0.0x0.0x1/",
                "http://0177.0.0.1/",
                "http://0177.1/",
                "http://017700000001/",
                "http://0000000177.0.0.1/",
                "http://127.0.0.01/",
                "http://127.255.255.254/",
                "http://127.0.0.1./",
                "http://127.0.0.1?x",
                "http://127.0.0.1#x",
                "  http://127.0.0.1/  ",
                "http://127.0.0.1:",
                "http://localhost/",
                "http://LOCALHOST/",
                "http://localhost./",
                "http://ｌｏｃａｌｈｏｓｔ/",
                "http://１２７.０.０.１/",
                "http://127。0。0。1/",
                "http://①②⑦.0.0.1/",
                "http://⑩.0.0.1/",
                "http://127.0.0.\u00ad1/",
                "http://0/",
                "http://0.0.0.0/",
                "http://0x0/",
                "http://00/",
                "http://0.1.2.3/",
                "http://10.0.0.1/",
                "http://10.1/",
                "http://167772161/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.0.1/",
                "http://192.168.257/",
                "http://100.64.0.1/",
                "http://100.127.255.255/",
                "http://169.254.169.254/latest/meta-data",
                "http://2852039166/",
                "http://0xa9fea9fe/",
                "http://198.18.0.1/",
                "http://198.19.255.255/",
                "http://192.0.0.8/",
                "http://192.0.2.1/",
                "http://198.51.100.1/",
                "http://203.0.113.1/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                "http://4294967295/",
                "http://224.0.0.1/",
                "http://239.255.255.250/",
                "http://192.88.99.1/",
                "http://two.example/",
                "http://[::1]/",
                "http://[::1]:8080/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[0000::0001]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[0:0:0:0:0:ffff:10.0.0.1]/",
                "http://[::127.0.0.1]/",
                "http://[::ffff:0:127.0.0.1]/",
                "http://[fe80::1]/",
                "http://[fe80::1%eth0]/",
                "http://[fe80::1%25eth0]/",
                "http://[febf::1]/",
                "http://[fec0::1]/",
                "http://[fc00::1]/",
                "http://[fd12:3456::1]/",
                "http://[ff02::1]/",
                "http://[2001:db8::1]/",
                "http://[2001::1]/",
                "http://[2001:0:a00:1::]/",
                "http://[2002:7f00:1::]/",
                "http://[2002:c0a8:101::1]/",
                "http://[64:ff9b::127.0.0.1]/",
                "http://[64:ff9b::a00:1]/",
                "http://[64:ff9b:1::1]/",
                "http://[100::1]/",
                "http://[3fff::1]/",
                "http://[5f00::1]/",
                "http://[4000::1]/"
            })
    void refusesEverySpellingOfWhatIsNotPublic(String url) {
        assertThatThrownBy(() -> fetcher.check(url))
                .isInstanceOf(AddressRefusedException.class)
                .hasMessageContaining("DALBOX_ALLOW_PRIVATE_NETWORK");
        assertThatThrownBy(() -> fetcher.fetch(io.dalbox.net.FetchRequest.get(url)))
                .isInstanceOf(AddressRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a",
                "127.0.0.1",
                "//127.0.0.1/",
                "http:/127.0.0.1",
                "http:127.0.0.1",
                "http:///127.0.0.1",
                "http://",
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "jar:http://a!/",
                "javascript:alert(1)",
                "http://a@127.0.0.1/",
                "http://public.example@127.0.0.1/",
                "http://a:b@public.example/",
                "http://@127.0.0.1/",
                "http:\\\\127.0.0.1\\",
                "http://public.example\\@127.0.0.1/",
                "http://127.0.0.1\\.public.example/",
                "http://127.0\t.0.1/",
                "http://127.0.0.1\n/",
                "http://127.0.0.1\r\nHost: a/",
                "http://127.0.0.1\0.example/",
                "http://127.0.0.1%2f.example/",
                "http://%31%32%37.0.0.1/",
                "http://127.0.0.1 /",
                "http://127..0.1/",
                "http://127.0.0.0.1/",
                "http://256.0.0.1/",
                "http://127.0.0.256/",
                "http://0x7g.0x1/",
                "http://08.0.0.1/",
                "http://99999999999/",
                "http://.127.0.0.1/",
                "http://a..b/",
                "http://-/%00",
                "http://a:0/",
                "http://a:65536/",
                "http://a:-1/",
                "http://a:b/",
                "http://[::1/",
                "http://::1/",
                "http://[::1]x/",
                "http://[127.0.0.1]/",
                "http://[::g]/",
                "http://[]/",
                "http://a b/",
                "http://a<b/",
                "http://①②⑦.０.０.１／@x"
            })
    void refusesWhatIsNoUrlOrIsReadInTwoWays(String url) {
        assertThatThrownBy(() -> fetcher.check(url))
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(IllegalArgumentException.class),
                        e -> assertThat(e).isInstanceOf(AddressRefusedException.class),
                        // A host that is a proper name, just not one that exists.
                        e -> assertThat(url).isEqualTo("http://-/%00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://public.example/", "https://public.example:8443/a?b=c", "http://93.184.216.34/", "http://1.1/",
                "http://bücher.example/", "http://PUBLIC.example./x", "http://[2606:4700::1111]/",
                        "http://[64:ff9b::101:101]/",
                "http://[2002:101:101::1]/", "http://172.32.0.1/", "http://172.15.0.1/", "http://100.128.0.1/",
                "http://169.253.0.1/", "http://11.0.0.1/", "http://223.255.255.254/", "http://198.20.0.1/"
            })
    void letsThePublicInternetPass(String url) throws IOException {
        fetcher.check(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "http://[::1]/", "http://two.example/", "http://0x7f.1/"})
    void theOwnerMayAllowEverything(String url) throws IOException {
        new GuardedFetcher(new AddressPolicy(true), AddressPolicyTest::resolve, () ->
                        (SSLSocketFactory) SSLSocketFactory.getDefault())
                .check(url);
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        String address = NAMES.get(host);
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return host.equals("two.example")
                ? List.of(InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral(address))
                : List.of(InetAddress.ofLiteral(address));
    }
}
