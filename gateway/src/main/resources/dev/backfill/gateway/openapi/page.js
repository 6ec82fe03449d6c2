"use strict";

// A credential stays in the memory of the page: nothing is kept when it is left.
window.ui = SwaggerUIBundle({
  url: "/openapi",
  dom_id: "#interface",
  deepLinking: true,
  persistAuthorization: false,
  displayOperationId: true,
  validatorUrl: null,
});
