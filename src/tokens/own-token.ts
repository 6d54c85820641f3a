/** Why nothing that leaves the dashboard's own token out can be done while that one is not known. */
export const ownTokenUnknown =
  'It is not known yet which token this dashboard signs in with. Refresh List asks again.';
