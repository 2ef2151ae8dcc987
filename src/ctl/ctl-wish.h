/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ctl.h"
#include "mado-service-settings.h"

G_BEGIN_DECLS

/* What somebody wants of a new service: said by options, asked for where a person sits at a terminal, and written into
 * its configuration. */
typedef struct {
  gboolean is_new; /* there is no configuration yet */
  char *address;
  char **allow; /* (nullable): ends with NULL */
  char *folder; /* (nullable): as the configuration's sample says */
  char *ward;
  char *administrator;
  char *overseer;
  char *backup;
} MadoCtlWish;

gboolean mado_ctl_wish_read (MadoCtlWish *self, MadoCtlCall *call, GError **error);
gboolean mado_ctl_wish_write (const MadoCtlWish *self, const char *path, GError **error);
gboolean mado_ctl_wish_agrees (const MadoCtlWish *self, const MadoServiceSettings *settings, GError **error);
void mado_ctl_wish_clear (MadoCtlWish *self);

G_END_DECLS
