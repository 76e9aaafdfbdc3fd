/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text;

import io.atalaia.contracts.discovery.DiscoveryApi.Register;
import io.atalaia.contracts.discovery.DiscoveryApi.Remove;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.discovery.text.engine.Command;
import io.atalaia.discovery.text.engine.Place;
import io.atalaia.discovery.text.engine.Reply;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Standing;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers lines. Used on one event loop alone. */
final class TextDesk {
    private static final Logger LOG = LoggerFactory.getLogger(TextDesk.class);

    private final Catalog catalog;
    private final Registrar registrar;
    private final Signatures signatures;

    TextDesk(Catalog catalog, Registrar registrar, String key, Clock clock) {
        this.catalog = catalog;
        this.registrar = registrar;
        signatures = new Signatures(key, clock);
    }

    /**
     * The line that answers, with its end; fails never.
     *
     * @param most bytes of it
     * @param loopback whether it came from this machine
     */
    Future<String> answer(String line, int most, boolean loopback) {
        try {
            boolean signed = Signatures.isSigned(line);
            Command command = Command.parse(signed ? signatures.checked(line) : line);
            if (command.verb().writes() && !signed && !loopback) {
                throw new IllegalArgumentException("not from here without a signature");
            }
            return perform(command, most).otherwise(failed -> Reply.error(reason(failed), most));
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(Reply.error(e.getMessage(), most));
        }
    }

    private Future<String> perform(Command command, int most) {
        return switch (command.verb()) {
            case GET -> Future.succeededFuture(places(command.name(), most));
            case ADD ->
                registrar
                        .register(new Register(TextRegistrations.of(command)))
                        .map(registered -> Reply.places(List.of(), most));
            case DEL ->
                registrar.remove(new Remove(TextRegistrations.id(command))).map(done -> Reply.places(List.of(), most));
        };
    }

    private String places(String name, int most) {
        List<Standing> all = catalog.now().instances(name);
        if (all.isEmpty()) {
            return Reply.error("unknown", most);
        }
        var places = new ArrayList<>(all.stream()
                .filter(Standing::isServing)
                .map(Standing::registration)
                .filter(one -> one.kind() != ServiceKind.BUS)
                .map(TextDesk::place)
                .toList());
        Collections.shuffle(places);
        return Reply.places(places, most);
    }

    private static String place(Registration one) {
        return Place.write(one.address(), one.port());
    }

    private static String reason(Throwable failed) {
        if (failed instanceof Fault fault) {
            return fault.getMessage();
        }
        LOG.atError().setCause(failed).log("a line could not be answered");
        return "it could not be done";
    }
}
