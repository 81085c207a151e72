// The page of the REST API: Swagger UI, from our own files, with the session of the browser.
window.addEventListener("DOMContentLoaded", () => {
  const token = document.querySelector('meta[name="csrf"]')?.content ?? "";
  window.SwaggerUIBundle({
    url: "/api/v1/schema/openapi.json",
    dom_id: "#api",
    deepLinking: false,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    persistAuthorization: false,
    requestInterceptor: (request) => {
      if (new URL(request.url, window.location.href).origin === window.location.origin) request.headers["X-CSRF-Token"] = token;
      return request;
    },
  });
});
