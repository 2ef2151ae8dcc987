/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why an operation was not done. Codes never change; people read the sentence, translated. */

/* the operation itself */
#define MADO_REFUSAL_FORM "E_FORM"
#define MADO_REFUSAL_KIND "E_KIND"
#define MADO_REFUSAL_ACTOR "E_ACTOR"
#define MADO_REFUSAL_SIGNATURE "E_SIGNATURE"
#define MADO_REFUSAL_LEAVE "E_LEAVE"
#define MADO_REFUSAL_ABSENT "E_ABSENT"
#define MADO_REFUSAL_EXISTS "E_EXISTS"
#define MADO_REFUSAL_SIZE "E_SIZE"
#define MADO_REFUSAL_GROUP "E_GROUP"
#define MADO_REFUSAL_TERMINAL "E_TERMINAL"
#define MADO_REFUSAL_STREAM "E_STREAM"
#define MADO_REFUSAL_ERASED "E_ERASED"
#define MADO_REFUSAL_WITHDRAWN "E_WITHDRAWN"
/* who */
#define MADO_REFUSAL_ROLE "E_ROLE"
#define MADO_REFUSAL_SAME_PERSON "E_SAME_PERSON"
#define MADO_REFUSAL_PROTECTED "E_PROTECTED"
/* items */
#define MADO_REFUSAL_ITEM "E_ITEM"
#define MADO_REFUSAL_ITEM_SET "E_ITEM_SET"
#define MADO_REFUSAL_ITEM_TWICE "E_ITEM_TWICE"
#define MADO_REFUSAL_VALUE "E_VALUE"
#define MADO_REFUSAL_MY_NUMBER "E_MY_NUMBER"
#define MADO_REFUSAL_FIXED "E_FIXED"
#define MADO_REFUSAL_ROW "E_ROW"
#define MADO_REFUSAL_CONFLICT_OPEN "E_CONFLICT_OPEN"
/* transitions */
#define MADO_REFUSAL_TRANSITION "E_TRANSITION"
#define MADO_REFUSAL_REASON "E_REASON"
#define MADO_REFUSAL_SECOND_PERSON "E_SECOND_PERSON"
#define MADO_REFUSAL_GUARD "E_GUARD"
#define MADO_REFUSAL_REQUIRED "E_REQUIRED"
#define MADO_REFUSAL_CHECKS "E_CHECKS"
#define MADO_REFUSAL_VISUAL_CHECKS "E_VISUAL_CHECKS"
#define MADO_REFUSAL_DEFICIENCY_OPEN "E_DEFICIENCY_OPEN"
#define MADO_REFUSAL_DEFICIENCY "E_DEFICIENCY"
#define MADO_REFUSAL_RULE "E_RULE"
/* rights, accounts, claims */
#define MADO_REFUSAL_RIGHT_NONE "E_RIGHT_NONE"
#define MADO_REFUSAL_RIGHT_OPEN "E_RIGHT_OPEN"
#define MADO_REFUSAL_RIGHT_ATTACHED "E_RIGHT_ATTACHED"
#define MADO_REFUSAL_RIGHT_HELD "E_RIGHT_HELD"
#define MADO_REFUSAL_RIGHT_STEP "E_RIGHT_STEP"
#define MADO_REFUSAL_RIGHT_FIXED "E_RIGHT_FIXED"
#define MADO_REFUSAL_RIGHT_PAID "E_RIGHT_PAID"
#define MADO_REFUSAL_RIGHT_AMOUNT "E_RIGHT_AMOUNT"
#define MADO_REFUSAL_ACCOUNT "E_ACCOUNT"
#define MADO_REFUSAL_ACCOUNT_SAME "E_ACCOUNT_SAME"
#define MADO_REFUSAL_CLAIM_HELD "E_CLAIM_HELD"
/* other kinds of work */
#define MADO_REFUSAL_STATE "E_STATE"
#define MADO_REFUSAL_COUNT "E_COUNT"
#define MADO_REFUSAL_PAIR "E_PAIR"
#define MADO_REFUSAL_HANDLER "E_HANDLER"
#define MADO_REFUSAL_RECEIVER "E_RECEIVER"
#define MADO_REFUSAL_MEDIUM_NOT_RECEIVED "E_MEDIUM_NOT_RECEIVED"
#define MADO_REFUSAL_SAME_OCCASION "E_SAME_OCCASION"

typedef struct {
  const char *code;
  GPtrArray *subjects; /* char *: the items, checks, transitions or claims that it is about */
} MadoRefusal;

MadoRefusal *mado_refusal_new (const char *code, const char *subject) G_GNUC_WARN_UNUSED_RESULT;
void mado_refusal_free (MadoRefusal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRefusal, mado_refusal_free)

void mado_refusal_add (MadoRefusal *self, const char *subject);
const char *mado_refusal_get_message (const char *code);

G_END_DECLS
