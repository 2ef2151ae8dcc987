/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The format of a programme file, as tables: whatever an object may hold stands here and nowhere else. */

#include "mado-programme-shapes.h"

#include "mado-programme.h"
#include "mado-shape-table.h"

/* clang-format off */

/* --- names -------------------------------------------------------------------------------------------------------- */

static const MadoShape named_shape = {
  sizeof (MadoNamed), MADO_KEY_WORD, TRUE,
  (const MadoMember[]) { MEMBER (MadoNamed, label, TEXT, REQUIRED), {} },
};
static const MadoShape free_named_shape = {
  sizeof (MadoNamed), MADO_KEY_FREE, TRUE,
  (const MadoMember[]) { MEMBER (MadoNamed, label, TEXT, REQUIRED), {} },
};
static const MadoShape audience_shape = {
  sizeof (MadoAudience), MADO_KEY_WORD, TRUE,
  (const MadoMember[]) { MEMBER (MadoAudience, names, TEXTS, REQUIRED), {} },
};
static const MadoShape duty_shape = {
  sizeof (MadoDuty), MADO_KEY_WORD, TRUE,
  (const MadoMember[]) { MEMBER (MadoDuty, names, TEXTS, REQUIRED), {} },
};
static const MadoShape site_shape = SHAPE (MadoSite, WORD,
  MEMBER (MadoSite, label, TEXT, REQUIRED),
  RENAMED (MadoSite, names, "for", TEXTS, REQUIRED),
  MEMBER (MadoSite, closes, TEXT));
static const MadoShape tally_shape = SHAPE (MadoFormTally, WORD,
  MEMBER (MadoFormTally, label, TEXT, REQUIRED),
  MEMBER (MadoFormTally, forms, TEXTS, REQUIRED));
static const MadoShape identity_shape = SHAPE (MadoProgrammeIdentity, WORD,
  MEMBER (MadoProgrammeIdentity, id, TEXT, REQUIRED),
  MEMBER (MadoProgrammeIdentity, ward, TEXT, REQUIRED),
  MEMBER (MadoProgrammeIdentity, fiscal_year, NUMBER, REQUIRED),
  MEMBER (MadoProgrammeIdentity, title, TEXT, REQUIRED),
  MEMBER (MadoProgrammeIdentity, title_en, TEXT),
  MEMBER (MadoProgrammeIdentity, division, TEXT, REQUIRED),
  MEMBER (MadoProgrammeIdentity, basis, TEXT),
  MEMBER (MadoProgrammeIdentity, open, DATE, REQUIRED),
  MEMBER (MadoProgrammeIdentity, close, DATE, REQUIRED),
  MEMBER (MadoProgrammeIdentity, flow_version, TEXT, REQUIRED),
  MEMBER (MadoProgrammeIdentity, case_is, TEXT, REQUIRED));

/* --- rules -------------------------------------------------------------------------------------------------------- */

static const MadoShape visual_check_shape = SHAPE (MadoVisualCheck, WORD,
  MEMBER (MadoVisualCheck, label, TEXT, REQUIRED),
  MEMBER (MadoVisualCheck, section, TEXT, REQUIRED),
  MEMBER (MadoVisualCheck, when, RULE));
static const MadoShape dated_value_shape = {
  sizeof (MadoDatedValue), MADO_KEY_DATE, TRUE,
  (const MadoMember[]) { MEMBER (MadoDatedValue, value, VALUE, REQUIRED), {} },
};
static const MadoShape rate_shape = SHAPE (MadoRate, WORD,
  MEMBER (MadoRate, label, TEXT, REQUIRED),
  MEMBER (MadoRate, unit, TEXT, REQUIRED),
  MEMBER (MadoRate, from, SECTION, REQUIRED, .shape = &dated_value_shape));
static const MadoShape computed_shape = SHAPE (MadoComputed, NAME,
  MEMBER (MadoComputed, label, TEXT, REQUIRED),
  MEMBER (MadoComputed, type, TEXT, REQUIRED, .words = WORDS ("text", "number", "date", "yesno", "yen")),
  MEMBER (MadoComputed, is, RULE, REQUIRED));
static const MadoShape total_shape = SHAPE (MadoTotal, NAME,
  MEMBER (MadoTotal, label, TEXT, REQUIRED),
  MEMBER (MadoTotal, of, TEXT, REQUIRED),
  MEMBER (MadoTotal, count, TEXT, REQUIRED));
static const MadoShape check_shape = SHAPE (MadoCheck, WORD,
  MEMBER (MadoCheck, label, TEXT, REQUIRED),
  MEMBER (MadoCheck, severity, TEXT, REQUIRED, .words = WORDS ("stop", "warn")),
  MEMBER (MadoCheck, must, RULE, REQUIRED),
  MEMBER (MadoCheck, items, TEXTS),
  MEMBER (MadoCheck, banner, FLAG),
  MEMBER (MadoCheck, say, TEXT, REQUIRED));
static const MadoShape claim_shape = SHAPE (MadoClaim, WORD,
  MEMBER (MadoClaim, space, TEXT, REQUIRED),
  MEMBER (MadoClaim, kind, TEXT, REQUIRED),
  MEMBER (MadoClaim, key, RULES, REQUIRED));
static const MadoShape right_shape = SHAPE (MadoRight, WORD,
  MEMBER (MadoRight, label, TEXT, REQUIRED),
  MEMBER (MadoRight, when, RULE, REQUIRED),
  MEMBER (MadoRight, amount, RULE, REQUIRED),
  MEMBER (MadoRight, for_each, TEXT),
  MEMBER (MadoRight, pay_together_by, TEXT, .words = WORDS ("case")),
  MEMBER (MadoRight, claim, OBJECT, REQUIRED, .shape = &claim_shape),
  MEMBER (MadoRight, on_held_claim, TEXT, REQUIRED, .words = WORDS ("attach", "hold", "refuse")),
  MEMBER (MadoRight, look, OBJECT, .shape = &claim_shape));

/* --- items -------------------------------------------------------------------------------------------------------- */

static const MadoShape item_shape = SHAPE (MadoItem, NAME,
  MEMBER (MadoItem, label, TEXT, REQUIRED),
  MEMBER (MadoItem, type, TEXT, REQUIRED, .words = WORDS (
    "text", "notes", "name", "address", "postal", "phone", "email", "date", "month", "number", "yen", "yesno",
    "choice", "code", "account", "record", "state")),
  MEMBER (MadoItem, required, RULE),
  RENAMED (MadoItem, own_see, "see", TEXTS, INHERITED),
  RENAMED (MadoItem, own_edit, "edit", TEXTS, INHERITED),
  RENAMED (MadoItem, own_give, "give", TEXTS, INHERITED),
  MEMBER (MadoItem, mask_for, TEXTS),
  MEMBER (MadoItem, attach, TEXTS),
  MEMBER (MadoItem, set_by, TEXT),
  MEMBER (MadoItem, is, RULE),
  MEMBER (MadoItem, sensitive, TEXT, .words = WORDS ("whereabouts")),
  MEMBER (MadoItem, paper, TEXT),
  MEMBER (MadoItem, pattern, TEXT),
  MEMBER (MadoItem, entry, TEXT, .words = WORDS ("blind_twice", "registered or blind_twice")),
  MEMBER (MadoItem, min, NUMBER),
  MEMBER (MadoItem, max, NUMBER),
  MEMBER (MadoItem, choices, SECTION, .shape = &named_shape));

#define GROUP_MEMBERS                                                                                                  \
  MEMBER (MadoItemGroup, label, TEXT, REQUIRED), MEMBER (MadoItemGroup, see, TEXTS, REQUIRED),                         \
      MEMBER (MadoItemGroup, edit, TEXTS, REQUIRED), MEMBER (MadoItemGroup, give, TEXTS, REQUIRED),                    \
      MEMBER (MadoItemGroup, fields, SECTION, REQUIRED, .shape = &item_shape)

static const MadoShape group_shape = SHAPE (MadoItemGroup, WORD, GROUP_MEMBERS);
static const MadoShape list_shape = SHAPE (MadoItemGroup, NAME, GROUP_MEMBERS,
  MEMBER (MadoItemGroup, one, TEXT, REQUIRED),
  MEMBER (MadoItemGroup, max, NUMBER, REQUIRED),
  MEMBER (MadoItemGroup, computed, SECTION, .shape = &computed_shape),
  MEMBER (MadoItemGroup, checks, SECTION, .shape = &check_shape));

/* --- flow --------------------------------------------------------------------------------------------------------- */

static const MadoShape state_shape = SHAPE (MadoState, WORD,
  MEMBER (MadoState, label, TEXT, REQUIRED),
  MEMBER (MadoState, late_after, DURATION),
  RENAMED (MadoState, is_end, "end", FLAG),
  RENAMED (MadoState, is_fixed, "fixed", FLAG));
static const MadoShape transition_shape = SHAPE (MadoTransition, WORD,
  MEMBER (MadoTransition, label, TEXT, REQUIRED),
  MEMBER (MadoTransition, from, TEXTS, REQUIRED),
  MEMBER (MadoTransition, to, TEXT, REQUIRED),
  MEMBER (MadoTransition, by, TEXTS, REQUIRED),
  MEMBER (MadoTransition, not_same_as, TEXTS),
  MEMBER (MadoTransition, second_person, TEXTS),
  MEMBER (MadoTransition, signed_by, TEXT),
  MEMBER (MadoTransition, needs, TEXTS, .words = WORDS (
    "checks", "visual_checks", "no open deficiency", "account changed since fail")),
  MEMBER (MadoTransition, must, RULE),
  MEMBER (MadoTransition, sets, SECTION, .shape = &named_shape),
  MEMBER (MadoTransition, counts, TEXT),
  MEMBER (MadoTransition, claims, TEXTS, .words = WORDS ("receipt")),
  MEMBER (MadoTransition, right, TEXT, .words = WORDS ("claim", "order", "pay", "fail", "recall", "release")),
  MEMBER (MadoTransition, edits, TEXTS),
  MEMBER (MadoTransition, opens, TEXT, .words = WORDS ("deficiency")),
  MEMBER (MadoTransition, closes, TEXT, .words = WORDS ("deficiency")),
  MEMBER (MadoTransition, forgets, TEXT, .words = WORDS ("account")),
  MEMBER (MadoTransition, reason, TEXTS),
  MEMBER (MadoTransition, letters, TEXTS),
  MEMBER (MadoTransition, packet, TEXT));
static const MadoShape queue_shape = SHAPE (MadoQueue, WORD,
  MEMBER (MadoQueue, label, TEXT, REQUIRED),
  RENAMED (MadoQueue, readers, "for", TEXTS, REQUIRED),
  MEMBER (MadoQueue, show, RULE, REQUIRED),
  MEMBER (MadoQueue, order, TEXTS, REQUIRED),
  MEMBER (MadoQueue, columns, TEXTS, REQUIRED));

/* --- exchange ----------------------------------------------------------------------------------------------------- */

static const MadoShape letter_shape = SHAPE (MadoLetter, WORD,
  MEMBER (MadoLetter, label, TEXT, REQUIRED),
  MEMBER (MadoLetter, kind, TEXT, REQUIRED, .words = WORDS ("letter", "pressure_postcard", "form")),
  MEMBER (MadoLetter, printer, TEXT, REQUIRED),
  MEMBER (MadoLetter, items, TEXTS, REQUIRED),
  MEMBER (MadoLetter, due, DURATION),
  RENAMED (MadoLetter, says_reason, "reason", FLAG));
static const MadoShape packet_file_shape = SHAPE (MadoPacketFile, WORD,
  MEMBER (MadoPacketFile, format, TEXT, REQUIRED, .words = WORDS ("csv", "zengin")),
  MEMBER (MadoPacketFile, encoding, TEXT, .words = WORDS ("cp932", "utf-8")),
  MEMBER (MadoPacketFile, one_row_per, TEXT, .words = WORDS ("case", "right")),
  MEMBER (MadoPacketFile, amount, TEXT, .words = WORDS ("sum of rights")),
  RENAMED (MadoPacketFile, has_header, "header", FLAG));
static const MadoShape packet_shape = SHAPE (MadoPacket, WORD,
  MEMBER (MadoPacket, label, TEXT, REQUIRED),
  MEMBER (MadoPacket, to, TEXT),
  MEMBER (MadoPacket, from, TEXT),
  MEMBER (MadoPacket, medium, TEXT, REQUIRED),
  MEMBER (MadoPacket, steps, TEXTS),
  MEMBER (MadoPacket, when, RULE),
  MEMBER (MadoPacket, file, OBJECT, REQUIRED, .shape = &packet_file_shape),
  MEMBER (MadoPacket, items, TEXTS),
  MEMBER (MadoPacket, match, TEXT),
  MEMBER (MadoPacket, must_equal, TEXTS),
  MEMBER (MadoPacket, rows, SECTION, .shape = &free_named_shape),
  MEMBER (MadoPacket, sets, TEXTS),
  MEMBER (MadoPacket, count_and_sum, FLAG),
  MEMBER (MadoPacket, signatures, NUMBER),
  MEMBER (MadoPacket, asked_back, TEXT, .words = WORDS ("return", "erase", "return and erase")));
static const MadoShape form_map_column_shape = {
  sizeof (MadoFormMapColumn), MADO_KEY_FREE, TRUE,
  (const MadoMember[]) {
    MEMBER (MadoFormMapColumn, item, TEXT, REQUIRED),
    MEMBER (MadoFormMapColumn, part, TEXT, .words = WORDS (
      "kana", "bank", "branch", "kind", "number", "holder")),
    MEMBER (MadoFormMapColumn, values, SECTION, .shape = &free_named_shape),
    {} },
};
static const MadoShape form_paper_shape = {
  sizeof (MadoFormPaper), MADO_KEY_FREE, TRUE,
  (const MadoMember[]) { MEMBER (MadoFormPaper, item, TEXT, REQUIRED), {} },
};
static const MadoShape form_map_shape = SHAPE (MadoFormMap, WORD,
  MEMBER (MadoFormMap, label, TEXT, REQUIRED),
  MEMBER (MadoFormMap, form, TEXT),
  MEMBER (MadoFormMap, valid_from, DATE, REQUIRED),
  MEMBER (MadoFormMap, receipt, TEXT, REQUIRED),
  RENAMED (MadoFormMap, gather, "case", TEXT),
  MEMBER (MadoFormMap, list, TEXT),
  MEMBER (MadoFormMap, transition, TEXT),
  MEMBER (MadoFormMap, match, TEXTS),
  MEMBER (MadoFormMap, unknown_columns, TEXT, REQUIRED, .words = WORDS ("keep_raw", "refuse")),
  MEMBER (MadoFormMap, columns, SECTION, REQUIRED, .shape = &form_map_column_shape),
  MEMBER (MadoFormMap, papers, SECTION, .shape = &form_paper_shape));
static const MadoShape retention_shape = SHAPE (MadoRetention, WORD,
  MEMBER (MadoRetention, keep, DURATION, REQUIRED),
  MEMBER (MadoRetention, after, TEXT, REQUIRED, .words = WORDS (
    "end of fiscal year of state end", "state end", "import", "hand-over")),
  MEMBER (MadoRetention, then, TEXT, REQUIRED, .words = WORDS ("erase", "return and erase")),
  MEMBER (MadoRetention, report, TEXT));

/* --- the telephone ------------------------------------------------------------------------------------------------ */

static const MadoShape call_sentence_shape = SHAPE (MadoCallSentence, WORD,
  MEMBER (MadoCallSentence, states, TEXTS),
  MEMBER (MadoCallSentence, when, RULE),
  MEMBER (MadoCallSentence, say, TEXT, REQUIRED));
static const MadoShape call_phrase_shape = SHAPE (MadoCallPhrase, WORD,
  MEMBER (MadoCallPhrase, label, TEXT, REQUIRED),
  MEMBER (MadoCallPhrase, text, TEXT, REQUIRED));
static const MadoShape call_script_shape = SHAPE (MadoCallScript, WORD,
  MEMBER (MadoCallScript, label, TEXT, REQUIRED),
  MEMBER (MadoCallScript, version, NUMBER, REQUIRED),
  MEMBER (MadoCallScript, category, TEXT, REQUIRED),
  MEMBER (MadoCallScript, words, TEXTS),
  MEMBER (MadoCallScript, text, TEXTS, REQUIRED));
static const MadoShape call_book_shape = SHAPE (MadoCallBook, WORD,
  MEMBER (MadoCallBook, identity, TEXTS),
  MEMBER (MadoCallBook, reply, DURATION),
  MEMBER (MadoCallBook, categories, SECTION, .shape = &named_shape),
  MEMBER (MadoCallBook, sentences, SECTION, .shape = &call_sentence_shape),
  MEMBER (MadoCallBook, phrases, SECTION, .shape = &call_phrase_shape),
  MEMBER (MadoCallBook, scripts, SECTION, .shape = &call_script_shape));

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static const MadoShape programme_shape = SHAPE (MadoProgramme, WORD,
  MEMBER (MadoProgramme, format, NUMBER, REQUIRED),
  RENAMED (MadoProgramme, identity, "programme", OBJECT, REQUIRED, .shape = &identity_shape),
  MEMBER (MadoProgramme, roles, SECTION, REQUIRED, .shape = &named_shape),
  MEMBER (MadoProgramme, audiences, SECTION, .shape = &audience_shape),
  MEMBER (MadoProgramme, receivers, SECTION, .shape = &named_shape),
  MEMBER (MadoProgramme, duties, SECTION, .shape = &duty_shape),
  MEMBER (MadoProgramme, sites, SECTION, .shape = &site_shape),
  MEMBER (MadoProgramme, tallies, SECTION, .shape = &tally_shape),
  RENAMED (MadoProgramme, item_groups, "items", SECTION, REQUIRED, .shape = &group_shape),
  MEMBER (MadoProgramme, lists, SECTION, .shape = &list_shape),
  MEMBER (MadoProgramme, visual_checks, SECTION, .shape = &visual_check_shape),
  MEMBER (MadoProgramme, rates, SECTION, .shape = &rate_shape),
  MEMBER (MadoProgramme, computed, SECTION, .shape = &computed_shape),
  MEMBER (MadoProgramme, totals, SECTION, .shape = &total_shape),
  MEMBER (MadoProgramme, checks, SECTION, .shape = &check_shape),
  MEMBER (MadoProgramme, rights, SECTION, .shape = &right_shape),
  MEMBER (MadoProgramme, states, SECTION, REQUIRED, .shape = &state_shape),
  MEMBER (MadoProgramme, transitions, SECTION, REQUIRED, .shape = &transition_shape),
  MEMBER (MadoProgramme, queues, SECTION, .shape = &queue_shape),
  MEMBER (MadoProgramme, letters, SECTION, .shape = &letter_shape),
  MEMBER (MadoProgramme, packets, SECTION, .shape = &packet_shape),
  RENAMED (MadoProgramme, form_maps, "csv", SECTION, .shape = &form_map_shape),
  MEMBER (MadoProgramme, retention, SECTION, REQUIRED, .shape = &retention_shape),
  MEMBER (MadoProgramme, calls, OBJECT, .shape = &call_book_shape));

/* clang-format on */

/**
 * mado_programme_get_shape:
 *
 * Returns: (transfer none): the shape of a programme file; its struct is #MadoProgramme
 */
const MadoShape *
mado_programme_get_shape (void)
{
  return &programme_shape;
}
