/**
 * How satisfied people are with a conversation over such a path, as ITU-T
 * G.107's E-model rates it: from 0 to 93.2, where from 80 on users are satisfied
 * and below 60 nearly all are dissatisfied (ITU-T G.109, table 1). It is a model
 * of voice, and voice is what a call lives by; what else spoils a picture is
 * graded beside it.
 *
 * @param roundTripMs Over the network.
 * @param lossFraction Of packets, from 0 to 1.
 */
export function voiceRating(roundTripMs: number, lossFraction: number): number {
  return Math.max(0, BEST_RATING - delayImpairment(roundTripMs) - lossImpairment(lossFraction));
}

/** The rating without any impairment, by G.107's default values. */
const BEST_RATING = 93.2;

/** What both ends add to the way from mouth to ear, in milliseconds: a packet's 20 of sound, and a jitter buffer of twice that. */
const ENDS_MS = 60;

/** From this delay from mouth to ear on it disturbs that both speak at once, in milliseconds. */
const NOTICED_MS = 177.3;

/** G.107's delay impairment Id as R. G. Cole and J. H. Rosenbluth have simplified it (Voice over IP performance monitoring, 2001). */
function delayImpairment(roundTripMs: number): number {
  const delayMs = roundTripMs / 2 + ENDS_MS;
  return 0.024 * delayMs + 0.11 * Math.max(0, delayMs - NOTICED_MS);
}

/**
 * How well a codec conceals lost packets (G.107's Bpl): the higher, the better.
 * The ITU lists no value for Opus (G.113, appendix I); with this one a loss of 2 %
 * is the least that is noticed, and from 8 % on it is hard to talk.
 */
const ROBUSTNESS = 15;

/** G.107's Ie,eff of random loss, for a codec that itself impairs nothing. */
function lossImpairment(lossFraction: number): number {
  const percent = lossFraction * 100;
  return (95 * percent) / (percent + ROBUSTNESS);
}
