/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-http-call.h"

G_BEGIN_DECLS

/* Something that can be asked for. The handler runs on a thread that serves other connections too: it answers at once,
 * or gives the call to somebody who answers later from any thread. */
struct _MadoHttpRoute {
  const char *method;
  const char *pattern; /* "/v1/s/WARD/PROGRAMME/push": what is in capitals stands for any part */
  guint standings;     /* MadoTerminalStanding: whose certificate may */
  gsize max_body;      /* bytes, before and after unpacking; 0: none */
  void (*handle) (gpointer user_data, MadoHttpCall *call); /* takes the call */
};

G_END_DECLS
