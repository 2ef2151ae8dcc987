/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How what an application says stands to what a register says. A verdict points a person to a row; it decides nothing,
 * and no value ever takes the place of the other. */
typedef enum {
  MADO_VERDICT_NOTHING,          /* neither says anything */
  MADO_VERDICT_SAME,             /* 一致 */
  MADO_VERDICT_SPELLING,         /* 表記ゆれ: the same, written in another way */
  MADO_VERDICT_VARIANT,          /* 異体字: the same but for another form of a character */
  MADO_VERDICT_DIFFERENT,        /* 相違 */
  MADO_VERDICT_APPLICATION_ONLY, /* 申請のみ */
  MADO_VERDICT_REGISTER_ONLY,    /* 台帳のみ */
  MADO_VERDICT_HIDDEN,           /* this person sees one of them in part, or not at all */
} MadoVerdict;

/* A piece of a text that the other text does not have. */
typedef struct {
  guint start; /* in bytes, as the end */
  guint end;
} MadoMark;

/* The type of how a name is read, beside the types of items. */
#define MADO_VERDICT_KANA "kana"

MadoVerdict mado_verdict_find (const char *type, const char *application, const char *of_register);
const char *mado_verdict_get_label (MadoVerdict verdict);
const char *mado_verdict_get_icon (MadoVerdict verdict);
const char *mado_verdict_get_style (MadoVerdict verdict);
gboolean mado_verdict_asks_for_eyes (MadoVerdict verdict);

GArray *mado_verdict_mark (const char *text, const char *other) G_GNUC_WARN_UNUSED_RESULT;
char *mado_verdict_dup_code_points (const char *text, const GArray *marks) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
