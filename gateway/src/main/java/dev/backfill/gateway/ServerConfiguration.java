package dev.backfill.gateway;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** The server's event loops. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
    /** Of its own: the process's shared ones end with whichever application ends first, and take the others with them. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        // The server has let its requests finish before; nothing is left to be quiet for.
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
