package io.turnstile.streams.balancing;

/** Where offers go. Of one offer, put and withdrawn take turns. */
interface OfferFlow {

    void put(Offer offer);

    /** The offer no longer stands. */
    void withdraw(Offer offer);
}
