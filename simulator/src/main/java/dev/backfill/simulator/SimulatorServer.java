package dev.backfill.simulator;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.ExchangeObserver;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.http.HttpFrontend;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.vendor.Vendor;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** A running simulator; closing it frees the port. */
public final class SimulatorServer implements AutoCloseable {

    private final List<Vendor> vendors;
    private final HttpFrontend frontend;
    private final List<ExchangeObserver> observers =
            ServiceLoader.load(ExchangeObserver.class).stream().map(ServiceLoader.Provider::get).toList();

    SimulatorServer(SimulatorOptions options) {
        InstantSource clock = InstantSource.system();
        JiraVendor jira = new JiraVendor(options, clock);
        vendors = List.of(
                jira,
                new TempoVendor(options, jira.facts(), clock),
                new FirefliesVendor(options, clock),
                new NotionVendor(options, clock));
        frontend = new HttpFrontend(options.port(), this::answer);
    }

    /** Where it listens; each vendor's API lies below its name. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + frontend.port());
    }

    private Answer answer(HttpCall call) {
        String[] path = call.path().split("/", 4);
        if (call.path().equals("/admin/health")) {
            return Answer.json(Map.of("status", "UP"));
        }
        if (path.length == 4 && path[1].equals("admin")) {
            return vendor(path[2]).map(vendor -> vendor.administer(call)).orElseGet(() -> nothing(call));
        }
        Optional<Vendor> vendor = path.length > 2 ? vendor(path[1]) : Optional.empty();
        return vendor.map(found -> observed(found, call)).orElseGet(() -> nothing(call));
    }

    private Answer observed(Vendor vendor, HttpCall call) {
        if (observers.isEmpty()) {
            return vendor.answer(call);
        }
        Faults.forgetFired();
        Answer answer = vendor.answer(call);
        boolean faulty = Faults.hasFired();
        observers.forEach(observer -> observer.observe(vendor.name(), call, answer, faulty));
        return answer;
    }

    private Optional<Vendor> vendor(String name) {
        return vendors.stream().filter(vendor -> vendor.name().equals(name)).findFirst();
    }

    private static Answer nothing(HttpCall call) {
        return Answer.json(404, Json.bytes(Map.of("error", "nothing lies at " + call.path())));
    }

    /** Stops listening and mutating. */
    @Override
    public void close() {
        vendors.forEach(Vendor::close);
        frontend.close();
    }
}
