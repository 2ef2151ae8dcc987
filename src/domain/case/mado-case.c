/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a case. */

#include "mado-case.h"

#include "mado-case-account.h"
#include "mado-case-attach.h"
#include "mado-case-cover.h"
#include "mado-case-edit.h"
#include "mado-case-move.h"
#include "mado-case-note.h"
#include "mado-case-right.h"
#include "mado-case-settle.h"
#include "mado-case-view.h"

static const MadoBodyMember edit_members[] = {
  { "edits", MADO_BODY_ARRAY, FALSE },
  { "add_rows", MADO_BODY_ARRAY, FALSE },
  { "remove_rows", MADO_BODY_ARRAY, FALSE },
  {},
};

static const MadoBodyMember settle_members[] = {
  { "operation", MADO_BODY_ID, TRUE }, { "item", MADO_BODY_WORD, TRUE }, { "row", MADO_BODY_ID, FALSE },
  { "was", MADO_BODY_ANY, FALSE },     { "now", MADO_BODY_ANY, FALSE },  {},
};

static const MadoBodyMember answer_members[] = {
  { "operation", MADO_BODY_ID, TRUE },
  { "reason", MADO_BODY_TEXT, FALSE },
  {},
};

static const MadoBodyMember note_members[] = {
  { "item", MADO_BODY_WORD, TRUE },
  { "text", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember attach_members[] = {
  { "item", MADO_BODY_WORD, TRUE },
  { "hash", MADO_BODY_WORD, TRUE },
  { "type", MADO_BODY_WORD, TRUE },
  { "name", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember cover_members[] = {
  { "item", MADO_BODY_WORD, TRUE }, { "was", MADO_BODY_WORD, TRUE },  { "hash", MADO_BODY_WORD, TRUE },
  { "type", MADO_BODY_WORD, TRUE }, { "name", MADO_BODY_TEXT, TRUE }, {},
};

static const MadoBodyMember see_members[] = {
  { "check", MADO_BODY_WORD, TRUE },
  { "seen", MADO_BODY_FLAG, TRUE },
  {},
};

static const MadoBodyMember protect_members[] = {
  { "on", MADO_BODY_FLAG, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember correct_members[] = {
  { "asked", MADO_BODY_WORD, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE },
  { "edits", MADO_BODY_ARRAY, TRUE },
  {},
};

static const MadoBodyMember apart_members[] = {
  { "other", MADO_BODY_ID, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember give_up_members[] = {
  { "right", MADO_BODY_WORD, TRUE },
  { "row", MADO_BODY_ID, FALSE },
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember account_members[] = {
  { "item", MADO_BODY_WORD, TRUE },
  { "value", MADO_BODY_OBJECT, TRUE },
  { "reason", MADO_BODY_TEXT, FALSE },
  {},
};

static const MadoBodyMember retract_members[] = {
  { "item", MADO_BODY_WORD, TRUE },
  {},
};

static const MadoAct acts[] = {
  { "case.move", MADO_BEGINS_IF_NEW, mado_case_move_members, mado_case_move, mado_case_move_visible },
  { "case.agree", MADO_BEGINS_NOT, answer_members, mado_case_agree, mado_case_answer_visible },
  { "case.decline", MADO_BEGINS_NOT, answer_members, mado_case_decline, mado_case_answer_visible },
  { "case.edit", MADO_BEGINS_NOT, edit_members, mado_case_edit, mado_case_edit_visible },
  { "case.correct", MADO_BEGINS_NOT, correct_members, mado_case_correct, mado_case_correct_visible },
  { "case.settle_conflict", MADO_BEGINS_NOT, settle_members, mado_case_settle_conflict, mado_case_settle_visible },
  { "case.see", MADO_BEGINS_NOT, see_members, mado_case_see, mado_case_see_visible },
  { "case.attach", MADO_BEGINS_NOT, attach_members, mado_case_attach, mado_case_attach_visible },
  { "case.cover", MADO_BEGINS_NOT, cover_members, mado_case_cover, mado_case_cover_visible },
  { "case.note", MADO_BEGINS_NOT, note_members, mado_case_note, mado_case_note_visible },
  { "case.protect", MADO_BEGINS_NOT, protect_members, mado_case_protect, mado_case_protect_visible },
  { "case.tell_apart", MADO_BEGINS_NOT, apart_members, mado_case_tell_apart, mado_case_apart_visible },
  { "case.give_up_right", MADO_BEGINS_NOT, give_up_members, mado_case_give_up_right, mado_case_give_up_visible },
  { "case.enter_account", MADO_BEGINS_NOT, account_members, mado_case_enter_account, mado_case_entry_visible },
  { "case.retract_account", MADO_BEGINS_NOT, retract_members, mado_case_retract_account, mado_case_entry_visible },
  { "case.adjudicate_account", MADO_BEGINS_NOT, account_members, mado_case_adjudicate_account,
    mado_case_adjudicate_visible },
  {},
};

const MadoKind mado_case_kind = { "case", MADO_STATE_NEW, acts, mado_case_visible, mado_case_settle };
