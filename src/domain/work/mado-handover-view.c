/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who gets what of a hand-over: the two sides all of it, everybody else what a list of the stock needs. */

#include "mado-handover-view.h"

#define FOR_SIDES MADO_FOR_DUTIES, .duties = { "handover", "receive", "oversee" }

/* What a step says is what is so after it: the track and the body have the same members. */
/* clang-format off */
#define WHAT_IS_SIGNED \
  { "kind" }, \
  { "number" }, \
  { "place" }, \
  { "due_back" }, \
  { "receiver" }, \
  { "content", FOR_SIDES }, \
  { "media", FOR_SIDES }, \
  { "records", FOR_SIDES }, \
  { "amount", FOR_SIDES }, \
  { "digest", FOR_SIDES }, \
  { "packet", FOR_SIDES }, \
  { "batch", FOR_SIDES }, \
  { "printed_from", FOR_SIDES }, \
  { "run", FOR_SIDES }, \
  { "encryption", FOR_SIDES }, \
  { "medium", FOR_SIDES }, \
  { "bag", FOR_SIDES }, \
  { "seal", FOR_SIDES }, \
  { "carrier", FOR_SIDES }, \
  { "method", FOR_SIDES }, \
  { "witness", FOR_SIDES }
/* clang-format on */

static const MadoVisible counted_visible[] = {
  { "at" }, { "by" }, { "found" }, { "text" }, {},
};

static const MadoVisible hold_visible[] = {
  { "at", FOR_SIDES }, { "by", FOR_SIDES }, { "operation", FOR_SIDES }, { "reason", FOR_SIDES }, {},
};

static const MadoVisible signature_visible[] = {
  { "key" },
  { "value" },
  {},
};

/* What was signed outside the program: a statement, or the receipt of a packet. */
static const MadoVisible statement_visible[] = {
  { "format" },
  { "number" },
  { "step" },
  { "by" },
  { "at" },
  { "media" },
  { "records" },
  { "amount" },
  { "digest" },
  { "seal" },
  { "bag" },
  { "carrier" },
  { "method" },
  { "witness" },
  { "packet_id" },
  { "sha256" },
  { "total_amount" },
  { "receiver" },
  { "received_by" },
  { "received" },
  { "signature", .inside = signature_visible },
  {},
};

static const MadoVisible attachment_visible[] = {
  { "at" }, { "by" }, { "hash" }, { "type" }, { "name" }, { "text" }, {},
};

/* Entries of the track, and the operations that made them. */
const MadoVisible mado_handover_step_visible[] = {
  { "at", FOR_SIDES },
  { "by", FOR_SIDES },
  { "operation", FOR_SIDES },
  { "what", FOR_SIDES },
  { "side", FOR_SIDES },
  { "person", FOR_SIDES },
  { "group", FOR_SIDES },
  WHAT_IS_SIGNED,
  { "entered_by", FOR_SIDES },
  { "when", FOR_SIDES },
  { "statement", FOR_SIDES, .inside = statement_visible },
  { "corrects", FOR_SIDES },
  { "reason", FOR_SIDES },
  { "hash", FOR_SIDES },
  { "type", FOR_SIDES },
  { "name", FOR_SIDES },
  { "paper", FOR_SIDES },
  { "sample", FOR_SIDES },
  { "defects", FOR_SIDES },
  { "withdrawn", FOR_SIDES },
  { "accepted", FOR_SIDES },
  { "office", FOR_SIDES },
  { "day", FOR_SIDES },
  { "found" },
  { "text" },
  {},
};

const MadoVisible mado_handover_visible[] = {
  WHAT_IS_SIGNED,
  { "notices", FOR_SIDES },
  { "letters", FOR_SIDES },
  { "attachments", FOR_SIDES, .inside = attachment_visible },
  { "hold", FOR_SIDES, .inside = hold_visible },
  { "counted", .inside = counted_visible },
  { "track", FOR_SIDES, .inside = mado_handover_step_visible },
  {},
};
