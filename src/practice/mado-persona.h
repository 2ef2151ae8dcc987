/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-scenery.h"

G_BEGIN_DECLS

/* Somebody who does not exist, can be called by no number and paid to no account. */
typedef struct {
  MadoPhrasesName family;
  MadoPhrasesName given;
  char *name;    /* "見本 花子" */
  char *reading; /* "ミホン ハナコ" */
  MadoDate birth;
  char postal[MADO_POSTAL_CODE_SIZE];
  char *address;
  char *phone;
  char *email;
} MadoPersona;

/* Of what kind somebody is. */
typedef struct {
  gboolean may_be_woman;
  gboolean may_be_man;
  gint64 youngest; /* years */
  gint64 oldest;
} MadoPersonaKind;

/* An account at a made-up bank. */
typedef struct {
  const char *bank;
  const char *branch;
  char number[8];
  char *holder;
} MadoPersonaAccount;

MadoPersona *mado_persona_new (const MadoScenery *scenery,
                               const MadoPersonaKind *kind,
                               MadoDate today,
                               MadoChance *chance) G_GNUC_WARN_UNUSED_RESULT;
void mado_persona_join (MadoPersona *self, const MadoScenery *scenery, const MadoPersona *head, MadoChance *chance);
void mado_persona_move (MadoPersona *self, const MadoScenery *scenery, MadoChance *chance);
void mado_persona_free (MadoPersona *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPersona, mado_persona_free)

void mado_persona_open_account (const MadoPersona *self,
                                const MadoScenery *scenery,
                                MadoChance *chance,
                                MadoPersonaAccount *out_account);
void mado_persona_account_clear (MadoPersonaAccount *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoPersonaAccount, mado_persona_account_clear)

G_END_DECLS
