package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.backfill.standalone.process.Executables;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The page to try the interface, in a real Chromium: it works under its strict policy, and a request can be sent from it. Without a
 * browser it is left out, except where {@code CI} is set.
 */
@ExtendWith(SharedSystem.class)
class DocumentationPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ChromeDriver browser;
    private SystemUnderTest system;

    @BeforeEach
    void open(SystemUnderTest shared) {
        system = shared;
        assumeTrue(System.getenv("CI") != null || Executables.find("chromedriver").isPresent(), "no browser with its driver on the PATH");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium", "google-chrome").toString());
        // The only page that it sees is ours, and root has no sandbox.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1300,1800");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService driver = new ChromeDriverService.Builder().usingDriverExecutable(program("chromedriver").toFile()).build();
        browser = new ChromeDriver(driver, options);
        browser.get(system.parts().gatewayUri().resolve("/docs").toString());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void pageShowsEveryOperation_andSendsRequests_withinItsPolicy() {
        int operations = (int) SystemUnderTest.JSON.readTree(system.gateway("GET", "/openapi", null).body())
                .path("paths").valueStream().mapToLong(path -> path.size()).sum();
        assertThat(operations).isGreaterThan(8);
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(browser.findElements(By.cssSelector(".opblock"))).hasSize(operations));

        authorize();
        assertThat(answerOf("listBackfills")).isEqualTo("200");
        assertThat(answerOf("checkLiveness")).isEqualTo("200");

        List<String> complaints = browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(Object::toString)
                .toList();
        assertThat(complaints).isEmpty();
        URI gateway = system.parts().gatewayUri();
        assertThat(loaded()).isNotEmpty().allMatch(address -> address.startsWith(gateway.toString()) || address.startsWith("data:"));
    }

    private void authorize() {
        click(browser.findElement(By.cssSelector(".auth-wrapper .authorize")));
        awaited(By.cssSelector(".auth-container input[type=text]")).sendKeys(system.parts().adminKey());
        click(browser.findElement(By.cssSelector(".auth-container .auth.modal-btn.authorize")));
        click(browser.findElement(By.cssSelector(".auth-container .btn-done")));
    }

    /** Sends the operation as it stands, and returns the status that the page shows. */
    private String answerOf(String operation) {
        String block = ".opblock[id$='-" + operation + "'] ";
        click(browser.findElement(By.cssSelector(block + ".opblock-summary-control")));
        click(awaited(By.cssSelector(block + ".try-out__btn")));
        click(awaited(By.cssSelector(block + ".execute")));
        return awaited(By.cssSelector(block + ".live-responses-table tbody .response-col_status")).getText().strip();
    }

    private WebElement awaited(By place) {
        return await().atMost(PATIENCE).ignoreExceptions().until(() -> browser.findElement(place), Objects::nonNull);
    }

    private void click(WebElement element) {
        browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    private List<String> loaded() {
        Object entries = browser.executeScript("return performance.getEntriesByType('resource').map(entry => entry.name)");
        return ((List<?>) entries).stream().map(String::valueOf).toList();
    }

    private static Path program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Executables.find(name).stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no " + String.join(" or ", names) + " on the PATH (on Debian: apt install chromium chromium-driver)"));
    }
}
