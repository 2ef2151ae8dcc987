/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-password.h"
#include "mado-door.h"

G_BEGIN_DECLS

/* Somebody who comes to the service's door without a window, from the folder of a terminal that belongs to it: he says
 * who he is as at the window, and may no more than there. */

typedef struct {
  char *folder;
  char *account;
  char *ward;
  MadoPapers *papers;
  MadoCourier *courier;
  MadoSecret *password;
  char *token;       /* (nullable): of his session */
  GPtrArray *grants; /* (nullable) (element-type MadoGrant) */
  gboolean must_change;
} MadoCtlDoor;

/* What the service refuses: a MadoAccessVerdict. */
#define MADO_CTL_DOOR_ERROR (mado_ctl_door_error_quark ())
GQuark mado_ctl_door_error_quark (void);

#define MADO_CTL_DOOR_PROOF                                                                                            \
  MADO_CTL_PASSWORD_OPTION, { "code", "DIGITS", "of the authenticator, where the account has a second factor" }

#define MADO_CTL_DOOR_OPTIONS                                                                                          \
  { "as", "ACCOUNT", "who does it" },                                                                                  \
      { "ward", "WARD", "of which ward; that of the programmes which come with the program unless told" },             \
      MADO_CTL_DOOR_PROOF

void mado_ctl_door_clear (MadoCtlDoor *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCtlDoor, mado_ctl_door_clear)

void mado_ctl_over_cb (GObject *source, GAsyncResult *result, gpointer out_result);
void mado_ctl_await (GAsyncResult **result);

gboolean mado_ctl_door_employ (MadoCtlDoor *self, const char *folder, GError **error);
gboolean mado_ctl_door_sign_in (MadoCtlDoor *self, const MadoCtlCall *call, GError **error);
GAsyncResult *mado_ctl_door_ask (const MadoCtlDoor *self,
                                 const char *verb,
                                 const MadoAccessRequest *request) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_ctl_door_say (const MadoCtlDoor *self,
                            const char *verb,
                            const MadoAccessRequest *request,
                            MadoAccessReply *out_reply,
                            GError **error);
void mado_ctl_door_leave (const MadoCtlDoor *self);

/* What a verb does there whose first argument is the terminal's folder. */
typedef MadoCtlStatus (*MadoCtlDoorWork) (MadoCtlCall *call, MadoCtlDoor *door);

gboolean mado_ctl_door_fail (MadoAccessVerdict verdict, GError **error);
MadoCtlStatus mado_ctl_door_refuse (MadoCtlCall *call, const GError *error);
MadoCtlStatus mado_ctl_door_work (MadoCtlCall *call, MadoCtlDoorWork work);
MadoCtlStatus mado_ctl_door_say_only (MadoCtlCall *call,
                                      const MadoCtlDoor *door,
                                      const char *verb,
                                      const MadoAccessRequest *request);
MadoCtlStatus mado_ctl_door_work_on_password (MadoCtlCall *call, MadoCtlDoorWork work);

G_END_DECLS
