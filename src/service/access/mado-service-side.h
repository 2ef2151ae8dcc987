/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-http-call.h"

G_BEGIN_DECLS

/* What an administrator wants of the service as a whole, once it is clear that he may. */
typedef enum {
  MADO_SERVICE_WISH_NONE,
  MADO_SERVICE_WISH_LOOK, /* how does it do? */
  MADO_SERVICE_WISH_SAVE,
  MADO_SERVICE_WISH_DRILL,
} MadoServiceWish;

/* Who does it, and answers; asked from several threads at once. */
typedef struct {
  void (*serve) (gpointer user_data, MadoHttpCall *call, MadoServiceWish wish); /* (nullable): nobody */
  gpointer user_data;
} MadoServiceSide;

G_END_DECLS
