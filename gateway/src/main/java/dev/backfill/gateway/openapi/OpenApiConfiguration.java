package dev.backfill.gateway.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What the document says of the whole interface. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    /** Any one of them is enough. */
    static final Map<String, SecurityScheme> SECURITY_SCHEMES = securitySchemes();

    private static final List<Tag> TAGS = List.of(
            new Tag().name("backfills").description("Start, watch and steer backfills."),
            new Tag().name("plans").description("What a backfill would take, before it is started."),
            new Tag().name("sources").description("What can be pulled, and how current it is."),
            new Tag().name("sign-in").description("A token for who is known to Google."),
            new Tag().name("api-keys").description("Keys for programs, for administrators."),
            new Tag().name("users").description("Who has signed in, for administrators."),
            new Tag().name("audit").description("Who did what, for administrators."),
            new Tag().name("old-routes").description("The routes of before. They are deprecated, and each names the one that replaces it."),
            new Tag().name("health").description("Whether the process lives, and whether it can serve."));

    private static final String DESCRIPTION = """
            Pulls the history of a company's tools into PostgreSQL, and proves that it is all there.

            Names are in camelCase; requests may also use the older snake_case names. A name that is not known is refused, and all that is \
            wrong with a request is reported at once. Errors are problem details (RFC 9457). HEAD is answered wherever GET is. A method \
            that a path does not have is answered 405 with Allow.

            Every route but those of health counts against limits: the answer says what is left in RateLimit and RateLimit-Policy, and 429 \
            when to come again in Retry-After.

            Before a route is even looked for, a request that is malformed, takes too long to arrive, has too long a target or too large \
            headers is answered 400, 408, 414 or 431, and the connection is closed.""";

    @Bean
    OpenAPI openApi() {
        Components components = new Components()
                .addParameters("RequestId", new Parameter()
                        .in("header")
                        .name("X-Request-ID")
                        .description("A name for the request, 1 to 128 letters, digits, dots, dashes and underscores. "
                                + "It is taken over into answer, log and workflow; any other is replaced by a new one.")
                        .schema(Schemas.of("string")));
        components.addParameters("IfNoneMatch", new Parameter()
                .in("header")
                .name("If-None-Match")
                .description("The ETag of the answer that the caller has: 304 if nothing has changed (RFC 9110).")
                .schema(Schemas.of("string")));
        SECURITY_SCHEMES.forEach(components::addSecuritySchemes);
        return new OpenAPI()
                .info(new Info()
                        .title("Backfill")
                        .version("1.0.0")
                        .description(DESCRIPTION)
                        .license(new License().name("Apache 2.0").identifier("Apache-2.0")))
                .tags(TAGS)
                .components(components);
    }

    /** A nested record is called by both its names, so that no two are taken for one. The word View is for readers of the code. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE) // The first to be registered is the last to be asked.
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new TypeNameResolver() {
            @Override
            protected String nameForClass(Class<?> type, Set<Options> options) {
                String name = type.getSimpleName().replaceAll("View$", "");
                return type.isMemberClass() ? nameForClass(type.getEnclosingClass(), options) + name : name;
            }
        }).openapi31(true);
    }

    private static Map<String, SecurityScheme> securitySchemes() {
        Map<String, SecurityScheme> schemes = new LinkedHashMap<>();
        schemes.put("adminKey", new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("X-Admin-Key")
                .description("The key of an administrator or of a program."));
        schemes.put("bearer", new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("The token of a session, or one of a trusted issuer."));
        return schemes;
    }
}
