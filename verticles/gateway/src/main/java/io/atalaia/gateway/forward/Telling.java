/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.forward.engine.Ending;
import io.atalaia.gateway.forward.engine.Target;

/** Tells the metrics and the health checks how requests end at instances. */
record Telling(Common common, String service) {

    /** @param sent whether the instance may have got the request */
    void ended(Target target, Ending ending, boolean sent) {
        var place = target.place();
        switch (ending) {
            case ANSWERED -> common.traffic().answered(place.id());
            case SILENT -> common.traffic().timedOut(place.id());
            case BROKEN -> {
                if (!sent) {
                    common.traffic().refused(place.id());
                }
            }
            default -> {}
        }
        if (ending != Ending.ANSWERED && ending != Ending.LEFT) {
            common.meters().failed(service, place, ending);
        }
    }
}
